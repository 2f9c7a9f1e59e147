"""Drafts of specs from provider pages: they lint, generate, and say where each value comes from."""

from __future__ import annotations

from pathlib import Path

import pytest

from airsmith.meaning.shapes import choices
from airsmith.model.catalog import Model

from command import Outcome, airsmith
from docs_pages import kind_of, provider_page, saved_text
from drafted_page import BRUSH
from airsmith.meaning.kinds.length import LengthKind
from support import frozen_models, models


def imported(text: str, folder: Path) -> Outcome:
    page = folder / "page.md"
    page.write_text(text, encoding="utf-8")
    return airsmith("docs", "import", str(page), "--out", str(folder / "drafts"))


@pytest.fixture(scope="module")
def brush(tmp_path_factory: pytest.TempPathFactory) -> tuple[Model, str, Outcome]:
    folder = tmp_path_factory.mktemp("brush")
    outcome = imported(BRUSH, folder)
    (model,) = models(folder / "drafts")
    return model, (folder / "drafts" / "acme" / "brush-1.yaml").read_text(encoding="utf-8"), outcome


def test_the_last_line_is_the_figure_of_the_page(brush: tuple[Model, str, Outcome]) -> None:
    outcome = brush[2]
    assert outcome.code == 0, outcome
    last = outcome.out.strip().split("\n")[-1]
    assert last.endswith("page.md: 1 model, 11 of 12 spec bullets understood (91.7 %), 0 ignored, 1 not understood")
    assert "not understood: Temporal grain: 3 of 5." in outcome.out


def test_a_draft_says_where_each_value_comes_from(brush: tuple[Model, str, Outcome]) -> None:
    text = brush[1]
    lines = BRUSH.split("\n")
    for words, start in (("duration: {", "- Duration"), ("CFGScale: {", "- CFG Scale"), ("image: {", "- Input image")):
        number = next(at for at, line in enumerate(lines, 1) if line.startswith(start))
        (drafted,) = [line for line in text.split("\n") if line.strip().startswith(words)]
        assert f"# line {number}" in drafted
    assert "# not understood, line" in text


def test_a_draft_marks_what_it_guesses(brush: tuple[Model, str, Outcome]) -> None:
    text = brush[1]
    assert "guess: 3 is taken for the largest number" in text
    assert "seed: {type: integer}  # guess: only a request shows it" in text
    assert "guess: the page says nothing of it" in text


def test_rules_settings_and_limits_are_drafted(brush: tuple[Model, str, Outcome]) -> None:
    model, text, _ = brush
    for written in (
        "{when: {duration: 8}, constrain: {dimensions: {group: 720p}}}",
        "{when: {workflow: text-to-video}, constrain: {fps: {const: 30}}}",
        "{when: {not: {workflow: text-to-video}}, forbid: [provider.mood]}",
        "{at_most_one: [referenceImages, frameImages]}",
        "brushWidth: {type: integer, range: [1, 9], default: 3}",
        "mood: {default: calm, enum: [calm, wild]}",
        "formats: [JPG, PNG]",
        "total: {of: [referenceImages, provider.brushWidth], most: 9}",
    ):
        assert written in text, written
    assert model.provider.key == "acme"
    assert model.source.fetched == "2026-01-02"


def test_requests_are_kept_with_their_true_violations(brush: tuple[Model, str, Outcome]) -> None:
    first, wide, frame = brush[0].examples
    assert (first.invalid, frame.invalid) == ((), ())
    assert wide.invalid == ("unsupported_dimensions", "above_maximum")
    assert "mended: a comma that is missing at the end of a line is added" in brush[1]
    assert "mended: a comma before a closing bracket is left out" in brush[1]


def test_a_draft_generates_and_its_own_page_is_no_drift(tmp_path: Path) -> None:
    imported(BRUSH, tmp_path)
    made = airsmith("generate", "--specs", str(tmp_path / "drafts"), "--out", str(tmp_path / "out"))
    assert made.code == 0, made
    again = airsmith("docs", "drift", str(tmp_path / "page.md"), "--specs", str(tmp_path / "drafts"))
    told = [line for line in again.out.split("\n") if "error[" in line]
    assert [line for line in told if "docs-not-understood" not in line] == []
    assert len(told) == 1


@pytest.mark.parametrize("text", [provider_page(), saved_text()], ids=["markdown", "saved text"])
def test_drafts_of_our_own_page_say_what_our_specs_say(text: str, tmp_path: Path) -> None:
    outcome = imported(text, tmp_path)
    assert outcome.code == 0, outcome
    drafts = {model.air: model for model in models(tmp_path / "drafts")}
    for model in frozen_models():
        drafted = drafts[model.air]
        assert drafted.name == model.name
        assert drafted.workflows == model.workflows
        assert (drafted.dimensions and drafted.dimensions.rows) == (model.dimensions and model.dimensions.rows)
        assert [(one.side, one.size) for one in drafted.media] == [(one.side, one.size) for one in model.media]
        assert [one.request for one in drafted.examples] == [one.request for one in model.examples]
        for name in ("positivePrompt", "duration", "frameImages"):
            mine, own = (one.contract.root.property(name) for one in (drafted, model))
            assert (mine is None) == (own is None)
            if mine and own:
                assert kind_of(mine, LengthKind) == kind_of(own, LengthKind)
                assert choices(mine.shape) == choices(own.shape)
                assert mine.presence == own.presence


def test_drafts_that_are_there_are_kept(tmp_path: Path) -> None:
    imported(BRUSH, tmp_path)
    path = tmp_path / "drafts" / "acme" / "brush-1.yaml"
    path.write_text(path.read_text(encoding="utf-8") + "# mine\n", encoding="utf-8")
    again = imported(BRUSH, tmp_path)
    assert again.code == 1 and "is there already" in again.out
    assert path.read_text(encoding="utf-8").endswith("# mine\n")
    page = str(tmp_path / "page.md")
    assert airsmith("docs", "import", page, "--out", str(tmp_path / "drafts"), "--overwrite").code == 0
    assert not path.read_text(encoding="utf-8").endswith("# mine\n")


def test_a_rule_that_leaves_nothing_becomes_a_note(tmp_path: Path) -> None:
    text = BRUSH.replace("4 seconds (all resolutions), 8 seconds (720p only)", "8 seconds")
    text = text.replace("for text-to-video generation", "for 4-second videos")
    text = text.replace("30 FPS (text-to-video), 24 FPS (image-to-video)", "24 FPS")
    text = "\n".join(line for line in text.split("\n") if not line.startswith(("- Combined", "When using")))
    outcome = imported(text.replace('"duration": 4', '"duration": 8'), tmp_path)
    assert outcome.code == 0, outcome
    (model,) = models(tmp_path / "drafts")
    assert any("rule-contradiction" in note for note in model.notes)


def test_a_task_that_no_file_describes_is_drafted(tmp_path: Path) -> None:
    outcome = imported(BRUSH.replace("videoInference", "sketchInference"), tmp_path)
    assert outcome.code == 0, outcome
    (model,) = models(tmp_path / "drafts")
    assert model.task.name == "sketchInference"


DEFINED = """
    `providerSettings` » `acme` » `palette` [palette](https://acme.example/docs#palette) object
    :   The colours. Cannot be used together with `mood`.

        `providerSettings` » `acme` » `palette` » `name` [name](https://acme.example/docs#name) string
        :   A palette by its name. Available values: `ember`, `ice`.

    `providerSettings` » `acme` » `codes` [codes](https://acme.example/docs#codes) string[] Max items: 4
    :   Codes of styles.

### [Brush 1]"""


def test_settings_are_drafted_as_they_are_defined(tmp_path: Path) -> None:
    text = BRUSH.replace("\n### [Brush 1]", DEFINED, 1).replace("[`mood`](/docs#b)", "`mood`, `palette`, `codes`")
    outcome = imported(text, tmp_path)
    assert outcome.code == 0, outcome
    drafted = (tmp_path / "drafts" / "acme" / "brush-1.yaml").read_text(encoding="utf-8")
    assert "palette: {shape: {name: {enum: [ember, ice], required: false}}}" in drafted
    assert "codes: {items: string, count: [null, 4]}" in drafted
    assert "- {at_most_one: [provider.palette, provider.mood]}" in drafted

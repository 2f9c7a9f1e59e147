"""The files of the target: the same whatever else is made, and right for any spec."""

from __future__ import annotations

import json

import pytest
from airsmith.meaning.evaluate import holds
from airsmith.meaning.values import pointer
from airsmith.model.catalog import Model

from generated import files
from panel import Panel
from support import fixture_models, own_models
from vector_files import Vector, made


def own_file(model: Model) -> str:
    return f"vectors/{model.provider.key or 'models'}/{model.slug}.json"


@pytest.mark.parametrize("model", own_models(), ids=lambda model: model.slug)
def test_a_models_file_depends_on_that_model_only(model: Model) -> None:
    alone, among = files("vectors", [model]), files("vectors", own_models()[::-1])
    assert alone[own_file(model)] == among[own_file(model)]


def test_two_runs_make_the_same() -> None:
    assert files("vectors", own_models()) == files("vectors", own_models())


def test_no_models_are_no_fault() -> None:
    found = json.loads(files("vectors", [])["vectors/requests.json"])
    assert found["vectors"]


def test_text_of_a_spec_stays_text() -> None:
    for path, text in files("vectors", fixture_models()).items():
        if path.endswith(".json"):
            json.loads(text)
    page = files("vectors", fixture_models())["vectors/README.md"]
    assert "</script>" not in page
    assert [line for line in page.splitlines() if line.startswith("| `kitchen/kitchen-sink.json`")] != []


@pytest.fixture(scope="module")
def of_fixtures() -> tuple[Vector, ...]:
    return made(fixture_models())


def test_the_judges_agree_on_models_that_use_the_whole_language(of_fixtures: tuple[Vector, ...]) -> None:
    panel = Panel.of(fixture_models())
    for vector in of_fixtures:
        assert panel.disagreements(vector.request) == [], str(vector)
        found = [(one.code, one.path, one.message) for one in panel.oracle(vector.request)]
        assert found == list(vector.findings), str(vector)


@pytest.mark.parametrize("model", fixture_models(), ids=lambda model: model.slug)
def test_rules_of_every_verb_are_kept_and_broken(model: Model, of_fixtures: tuple[Vector, ...]) -> None:
    own = [one for one in of_fixtures if f"vectors/{one.file}" == own_file(model)]
    for rule in (*model.contract.rules, *model.contract.warnings):
        applies = [one for one in own if holds(rule.applies, one.request)]
        assert any(one.valid and holds(rule.holds, one.request) for one in applies), rule
        broken = [one for one in applies if not holds(rule.holds, one.request)]
        if rule.level == "error":
            assert any((rule.code, pointer(rule.path)) in one.codes for one in broken), rule
        else:
            assert any(one.valid for one in broken), rule


def test_what_is_not_supported_is_tried(of_fixtures: tuple[Vector, ...]) -> None:
    found = {one.label for one in of_fixtures if ("unsupported_field", "/negativePrompt") in one.codes}
    assert {"unsupported", "unsupported-null"} <= found

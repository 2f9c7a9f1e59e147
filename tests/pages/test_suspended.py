"""A line that is not understood takes nothing away, and a page without an address stands for no other models."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from command import Outcome, airsmith
from docs_pages import Style, provider_page
from support import FROZEN, ROOT

BULLETS = (
    "- **Quality**: `auto`, `high` or, on weekdays, 3.",
    "- quality: must be `high` on weekdays.",
    "- Must be set on weekdays: `providerSettings.openai.QUALITY`.",
    "- The picture quality must be high on weekdays.",
)
"""Nobody understands these, but each names a setting that the spec has."""


@pytest.fixture
def specs(tmp_path: Path) -> Path:
    folder = tmp_path / "specs"
    shutil.copytree(FROZEN, folder)
    return folder


def written(text: str, specs: Path) -> Outcome:
    page = specs.parent / "page.md"
    page.write_text(text, encoding="utf-8")
    return airsmith("docs", "drift", str(page), "--specs", str(specs), "--write")


def gpt(bullets: str, *, listed: str = "") -> str:
    """The page with other bullets for the settings of GPT Image 1, and none of its requests."""
    text = provider_page()
    start = text.index("- Quality options: Auto (default)")
    end = text.index("## [Video models]")
    return f"{text[:start]}{bullets}\n\n{listed}\n\n{text[end:]}"


@pytest.mark.parametrize("bullet", BULLETS)
def test_a_line_that_names_a_setting_keeps_it_and_its_requests(bullet: str, specs: Path) -> None:
    before = (specs / "openai" / "gpt-image-1.yaml").read_bytes()
    outcome = written(gpt(bullet), specs)
    assert outcome.code == 1
    assert "docs-not-understood" in outcome.out and "docs-vanished" not in outcome.out
    assert (specs / "openai" / "gpt-image-1.yaml").read_bytes() == before


def test_where_settings_are_listed_only_the_one_that_is_named_is_kept(specs: Path) -> None:
    bullet = "- **Background**: `opaque` on weekdays, else 3."
    outcome = written(gpt(bullet, listed="**Provider-specific settings**: `seed`."), specs)
    assert "setting quality: the page no longer says anything about it" in outcome.out
    assert "setting background" not in outcome.out
    assert "  background:" in (specs / "openai" / "gpt-image-1.yaml").read_text(encoding="utf-8")


def test_a_line_about_something_else_keeps_the_settings_of_a_page_that_names_none(specs: Path) -> None:
    outcome = written(gpt("- Temporal grain: 3 of 5 levels."), specs)
    assert "docs-vanished" not in outcome.out
    assert "  quality:" in (specs / "openai" / "gpt-image-1.yaml").read_text(encoding="utf-8")


def test_a_line_that_names_a_field_keeps_it(specs: Path) -> None:
    text = provider_page().replace("- Duration: 4, 8 or 12 seconds.", "- The VIDEO LENGTH must be even on weekdays.")
    outcome = written(text, specs)
    assert "docs-not-understood" in outcome.out and "docs-vanished" not in outcome.out


def test_values_behind_the_label_of_a_setting_are_its_values(specs: Path) -> None:
    bullets = (
        "- **Quality**: `auto` (default), `high`, `medium`, `low`, `ultra`.\n- Background: `transparent`, `opaque`."
    )
    outcome = written(gpt(bullets), specs)
    assert "setting quality: the page adds ultra" in outcome.err
    assert "docs-not-understood" not in outcome.out and "vanished]: GPT Image 1: setting" not in outcome.out
    text = (specs / "openai" / "gpt-image-1.yaml").read_text(encoding="utf-8")
    assert "enum: [auto, high, medium, low, ultra]\n    default: auto" in text
    assert "enum: [transparent, opaque]" in text


def test_a_text_without_a_model_is_no_page(tmp_path: Path) -> None:
    readme = str(ROOT / "README.md")
    drift = airsmith("docs", "drift", readme, "--specs", str(FROZEN))
    imported = airsmith("docs", "import", readme, "--out", str(tmp_path / "drafts"))
    for outcome in (drift, imported):
        assert (outcome.code, outcome.out) == (3, "")
        assert (
            "names no model that can be read: looked for lines such as `Model AIR ID: source:id@version`" in outcome.err
        )


def without_address() -> str:
    """A page of one model that does not say where it stands."""
    text = provider_page(Style(front=False))
    return text[text.index("## [Video models]") : text.index("### [Sora 2 Pro]")]


def test_without_an_address_no_model_has_gone(specs: Path) -> None:
    outcome = written(without_address(), specs)
    assert outcome.code == 0, outcome
    with_address = f"---\nsource_url: https://runware.ai/docs/en/providers/openai\n---\n\n{without_address()}"
    assert written(with_address, specs).out.count("is no longer on the page") == 4


def test_an_address_that_no_page_states_is_a_guess(tmp_path: Path) -> None:
    page, drafts = tmp_path / "page.md", tmp_path / "drafts"
    page.write_text(without_address(), encoding="utf-8")
    assert airsmith("docs", "import", str(page), "--out", str(drafts)).code == 0
    guess = "guess: the page does not name its address"
    for name in ("provider", "sora-2"):
        (source,) = sources(drafts / "openai" / f"{name}.yaml")
        assert source.endswith(f"}}  # {guess}")
    for seconds in ("4, 8, 12 or 16", "4, 8, 12 or 20"):
        text = without_address().replace("4, 8 or 12 seconds", f"{seconds} seconds")
        assert "written to" in written_to(text, page, drafts).err
        (source,) = sources(drafts / "openai" / "sora-2.yaml")
        assert source.count("# sha256 ") == 1 and source.endswith(f"; {guess}")


def written_to(text: str, page: Path, specs: Path) -> Outcome:
    page.write_text(text, encoding="utf-8")
    return airsmith("docs", "drift", str(page), "--specs", str(specs), "--write")


def sources(path: Path) -> list[str]:
    return [line for line in path.read_text(encoding="utf-8").split("\n") if line.startswith("source:")]

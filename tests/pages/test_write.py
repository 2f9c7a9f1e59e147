"""``docs drift --write``: the page's changes in the specs, one by one, everything else untouched."""

from __future__ import annotations

import difflib
import shutil
from pathlib import Path

import pytest

from command import Outcome, airsmith
from docs_pages import later_sora, model_page, provider_page
from support import ROOT, models


@pytest.fixture
def specs(tmp_path: Path) -> Path:
    folder = tmp_path / "specs"
    shutil.copytree(ROOT / "specs", folder, ignore=shutil.ignore_patterns("*.json"))
    return folder


def written(text: str, specs: Path) -> Outcome:
    page = specs.parent / "page.md"
    page.write_text(text, encoding="utf-8")
    return airsmith("docs", "drift", str(page), "--specs", str(specs), "--write")


def changed_lines(specs: Path) -> dict[str, list[str]]:
    """File -> the lines of its diff."""
    found: dict[str, list[str]] = {}
    for path in sorted(specs.rglob("*.yaml")):
        name = path.relative_to(specs).as_posix()
        before = (ROOT / "specs" / name).read_text(encoding="utf-8").split("\n")
        after = path.read_text(encoding="utf-8").split("\n")
        lines = [line for line in difflib.ndiff(before, after) if line[:1] in "+-"]
        if lines:
            found[name] = lines
    return found


def test_a_page_without_drift_changes_nothing(specs: Path) -> None:
    assert written(provider_page(), specs).code == 0
    assert changed_lines(specs) == {}


def test_a_change_is_written_where_it_stands_with_the_page_it_comes_from(specs: Path) -> None:
    text = provider_page().replace("4, 8 or 12 seconds", "4, 8, 12 or 16 seconds", 1)
    text = text.replace("2025-10-27", "2026-02-03")
    assert written(text, specs).code == 1
    (file, lines), *others = changed_lines(specs).items()
    assert (file, others) == ("openai/sora-2.yaml", [])
    assert [line for line in lines if "duration" in line and line.startswith("+")] == [
        "+   duration: {type: integer, enum: [4, 8, 12, 16], unit: seconds, required: true}"
    ]
    (source,) = [line for line in lines if line.startswith("+ source")]
    assert 'fetched: "2026-02-03"}  # sha256 ' in source
    assert len(lines) == 4
    assert airsmith("docs", "drift", str(specs.parent / "page.md"), "--specs", str(specs)).code == 0


def test_comments_and_order_are_kept(specs: Path) -> None:
    path = specs / "openai" / "dall-e-3.yaml"
    before = path.read_text(encoding="utf-8")
    path.write_text(before.replace("  style:", "  # Two ways to paint.\n  style:  # kept"), encoding="utf-8")
    written(provider_page().replace("Vivid, natural", "Vivid, natural, organic"), specs)
    text = path.read_text(encoding="utf-8")
    assert "  # Two ways to paint.\n  style:  # kept\n    enum: [vivid, natural, organic]\n" in text
    assert "labels: {vivid: Vivid, natural: natural, organic: organic}" in text


CHANGES = {
    "size added": ("256×256, 512×512", "256×256, 384×384, 512×512", "pairs: [256x256, 384x384, 512x512, 1024x1024]"),
    "size removed": ("256×256, ", "", "pairs: [512x512, 1024x1024]"),
    "limit moved": ("1-1000", "1-1200", "length: [1, 1200]"),
    "frames": ("Supports first frame", "Supports first and last frame", "frames: [first, last]"),
    "bytes": ("20MB file size", "30MB file size", "bytes: 30MB"),
    "new field": ("- Duration", "- Frame rate: 24 FPS.\n- Duration", "  fps: {enum: [24]}"),
    "default": ("4, 8 or 12 seconds", "4, 8 or 12 seconds (default: 4)", "default: 4"),
    "range": ("4, 8 or 12 seconds", "4 to 12 seconds", "duration: {type: integer, unit: seconds, required: true, range: [4, 12]}"),
    "workflow": ("Text-to-video, image-to-video", "Text-to-video, image-to-video, video-to-video", "video-to-video]"),
    "rule": (
        "\nText-to-video\n",
        "\n`frameImages` cannot be used together with `ttl`.\n\nText-to-video\n",
        "rules:\n  - {at_most_one: [frameImages, ttl]}\n",
    ),
    "setting": ("[`style`](/docs/reference#style)", "[`style`](/docs/reference#style), `mood`", "  mood: {type: string}"),
    "name": ("[DALL·E 2]", "[DALL·E 2 Classic]", "name: DALL·E 2 Classic"),
    "value removed": (", medium", "", "enum: [auto, high, low]"),
    "request added": (
        "```\n\nImage-to-video\n",
        '```\n\nOne more\n\n```\n{"taskType": "videoInference", "taskUUID": "24cd5dff-cb81-4db5-8506-b72a9425f9d1", "model": "openai:3@1", '
        '"positivePrompt": "A hill", "duration": 4}\n```\n\nImage-to-video\n',
        "  - title: One more\n    request: |\n      {",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", CHANGES)
def test_what_is_written_is_what_the_page_says(name: str, specs: Path) -> None:
    old, new, expected = CHANGES[name]
    text = provider_page()
    assert old in text
    outcome = written(text.replace(old, new, 1), specs)
    assert outcome.code == 1, outcome
    assert any(expected in path.read_text(encoding="utf-8") for path in specs.rglob("*.yaml")), changed_lines(specs)
    assert len(models(specs)) == 5
    again = airsmith("docs", "drift", str(specs.parent / "page.md"), "--specs", str(specs))
    assert again.code == 0, again.out


def test_what_lint_refuses_is_not_written(specs: Path) -> None:
    outcome = written(provider_page().replace("4, 8 or 12 seconds", "4, 8 or 12 seconds (default: 5)", 1), specs)
    assert changed_lines(specs) == {}
    assert "not written: lint would refuse it: bad-default" in outcome.err


def test_where_the_page_contradicts_itself_nothing_is_written(specs: Path) -> None:
    text = provider_page().replace(
        "**Provider-specific settings**",
        "Prompts (up to 9,000 characters) are welcome.\n\n**Provider-specific settings**",
        1,
    )
    outcome = written(text.replace("1-4000", "1-5000", 1), specs)
    assert changed_lines(specs) == {}
    assert "not written: the page contradicts itself" in outcome.err


def test_a_size_goes_once_its_request_has_gone(specs: Path) -> None:
    text = provider_page().replace(", 1024×1792.", ".", 1)
    text = text.replace('"height": 1792', '"height": 1024', 1).replace('"width": 1792,', '"width": 1024,', 0)
    written(text, specs)
    assert "pairs: [1024x1024, 1792x1024]" in (specs / "openai" / "dall-e-3.yaml").read_text(encoding="utf-8")


def test_a_model_page_is_written_too(specs: Path) -> None:
    model, params, rules = later_sora()
    written(
        model_page(
            model, status="deprecated", banner="It will be deactivated on December 1, 2026.", rules=rules, params=params
        ),
        specs,
    )
    text = (specs / "openai" / "sora-2.yaml").read_text(encoding="utf-8")
    assert "enum: [4, 8, 12, 16, 20]" in text
    assert "inputs.frameImages: {" in text
    assert "  - {exactly_one: [inputs.frameImages, width]}" in text
    assert 'since: "2026-12-01"' in text
    assert 'source: {url: "https://runware.ai/docs/models/openai-sora-2", fetched: "' in text

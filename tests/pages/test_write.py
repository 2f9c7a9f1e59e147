"""``docs drift --write``: the page's changes in the specs, one by one, everything else untouched."""

from __future__ import annotations

import difflib
import hashlib
import os
import re
import shutil
from pathlib import Path

import pytest

from command import Outcome, airsmith
from docs_pages import later_sora, model_page, provider_page, saved_text
from support import FROZEN, models


@pytest.fixture
def specs(tmp_path: Path) -> Path:
    folder = tmp_path / "specs"
    shutil.copytree(FROZEN, folder)
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
        before = (FROZEN / name).read_text(encoding="utf-8").split("\n")
        after = path.read_text(encoding="utf-8").split("\n")
        lines = [line for line in difflib.ndiff(before, after) if line[:1] in "+-"]
        if lines:
            found[name] = lines
    return found


def bytes_of(specs: Path) -> dict[str, bytes]:
    """Every file of the folder, whatever its name."""
    return {path.relative_to(specs).as_posix(): path.read_bytes() for path in specs.rglob("*") if path.is_file()}


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


def test_a_second_run_has_nothing_to_write(specs: Path) -> None:
    text = provider_page().replace("4, 8 or 12 seconds", "4, 8, 12 or 16 seconds").replace("1-1000", "1-1200")
    assert written(text, specs).code == 1
    before = bytes_of(specs)
    again = written(text, specs)
    assert (again.code, again.err) == (0, "")
    assert bytes_of(specs) == before


def test_a_later_page_replaces_the_sum_of_the_earlier_one(specs: Path) -> None:
    for durations in ("4, 8, 12 or 16", "4, 8, 12, 16 or 20"):
        written(provider_page().replace("4, 8 or 12 seconds", f"{durations} seconds", 1), specs)
    text = (specs / "openai" / "sora-2.yaml").read_text(encoding="utf-8")
    assert text.count("# sha256 ") == 1
    assert hashlib.sha256((specs.parent / "page.md").read_bytes()).hexdigest() in text


@pytest.mark.parametrize("end", ["\n", "\r\n"], ids=["unix", "windows"])
def test_every_other_byte_stays(end: str, specs: Path) -> None:
    """Odd spellings that a YAML writer would tidy: blanks, quotes, comments, empty lines."""
    path = specs / "openai" / "sora-2.yaml"
    text = path.read_text(encoding="utf-8").replace(
        "frames: [first]", "\n\n#  two\n   # comments\nframes:   [ 'first' ]  # odd"
    )
    path.write_bytes(text.replace("\n", end).encode())
    before = path.read_bytes().split(b"\n")
    written(provider_page().replace("4, 8 or 12 seconds", "4, 8, 12 or 16 seconds", 1), specs)
    after = path.read_bytes().split(b"\n")
    changed = [old for old, new in zip(before, after, strict=True) if old != new]
    assert [line.split(b":")[0].strip() for line in changed] == [b"source", b"duration"]
    assert all(line.endswith(end.encode()[:-1]) for line in after if line)


def test_permissions_stay(specs: Path) -> None:
    path = specs / "openai" / "sora-2.yaml"
    path.chmod(0o640)
    written(provider_page().replace("4, 8 or 12 seconds", "4, 8, 12 or 16 seconds", 1), specs)
    assert path.stat().st_mode & 0o777 == 0o640


@pytest.mark.parametrize("moved", [0, 1])
def test_an_interrupt_leaves_whole_files(moved: int, specs: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ctrl-C before the first file is replaced, and between two of them."""
    text = provider_page().replace("4, 8 or 12 seconds", "4, 8, 12 or 16 seconds", 1).replace("1-1000", "1-1200")
    replace, done = os.replace, []

    def interrupted(source: Path, target: Path) -> None:
        if len(done) == moved:
            raise KeyboardInterrupt
        done.append(target)
        replace(source, target)

    names = set(bytes_of(specs))
    with monkeypatch.context() as patched:
        patched.setattr(os, "replace", interrupted)
        outcome = written(text, specs)
    assert (outcome.code, outcome.err.strip()) == (130, "interrupted")
    assert set(bytes_of(specs)) == names
    assert len(changed_lines(specs)) == moved
    assert len(models(specs)) == 5
    assert written(text, specs).code == 1
    assert len(changed_lines(specs)) == 2


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


@pytest.mark.parametrize("page", [provider_page(), saved_text()], ids=["Markdown", "saved text"])
def test_a_request_with_one_value_changed_is_replaced_where_it_stands(page: str, specs: Path) -> None:
    path = specs / "openai" / "gpt-image-1.yaml"
    before = path.read_text(encoding="utf-8")
    path.write_text(before.replace("  - title: Transparent", "  # The other one.\n  - title: Transparent"), "utf-8")
    outcome = written(page.replace('"background": "opaque"', '"background": "transparent"', 1), specs)
    assert outcome.err.count("GPT Image 1: the request 'High quality' is another on the page: written to") == 1
    after = path.read_text(encoding="utf-8")
    lines = [line for line in difflib.ndiff(before.split("\n"), after.split("\n")) if line[:1] in "+-"]
    assert [line for line in lines if "source" not in line] == [
        '-             "background": "opaque"',
        '+             "background": "transparent"',
        "+   # The other one.",
    ]
    said = airsmith("diff", str(FROZEN), str(specs)).out
    assert [line.split()[1] for line in said.splitlines() if line.startswith("patch")] == ["example-changed:"]


def test_a_request_that_becomes_illegal_is_left_as_it_was(specs: Path) -> None:
    outcome = written(provider_page().replace('"background": "opaque"', '"background": "green"', 1), specs)
    assert changed_lines(specs) == {}
    assert "'High quality' is another on the page\n  hint: not written: lint would refuse it" in outcome.out


def test_requests_that_come_and_go_leave_the_others_as_they_are(specs: Path) -> None:
    """The new one takes no number, since nothing else has its title, and the file has no end marker."""
    page = provider_page().replace("\nHigh quality\n", "\nBest quality\n", 1)
    written(page.replace('"background": "opaque"', '"background": "transparent"', 1), specs)
    ((_, lines),) = changed_lines(specs).items()
    text = (specs / "openai" / "gpt-image-1.yaml").read_text(encoding="utf-8")
    assert "  - title: Best quality\n    request: |\n      {\n" in text
    assert "High quality" not in text
    assert text.endswith("      }\n")
    assert not any("notes" in line for line in lines)


def test_what_lint_refuses_is_not_written(specs: Path) -> None:
    outcome = written(provider_page().replace("4, 8 or 12 seconds", "4, 8 or 12 seconds (default: 5)", 1), specs)
    assert changed_lines(specs) == {}
    assert "hint: not written: lint would refuse it: bad-default" in outcome.out


def test_where_the_page_contradicts_itself_nothing_is_written(specs: Path) -> None:
    text = provider_page().replace(
        "**Provider-specific settings**",
        "Prompts (up to 9,000 characters) are welcome.\n\n**Provider-specific settings**",
        1,
    )
    outcome = written(text.replace("1-4000", "1-5000", 1), specs)
    assert changed_lines(specs) == {}
    assert "hint: not written: the page contradicts itself" in outcome.out


def test_what_is_left_is_told_once_and_where_it_stands_now(specs: Path) -> None:
    """A line of the file goes, so that all below it moves up."""
    path = specs / "openai" / "dall-e-3.yaml"
    fields = "fields:\n  positivePrompt: {type: string, length: [1, 4000], required: true}\n"
    disputed = "Prompts (up to 9,000 characters) are welcome."
    before = path.read_text(encoding="utf-8")
    moved = before.replace(fields, "").replace(" [vivid, natural]", "\n      - vivid\n      - natural\n      - organic")
    path.write_text(moved.replace("examples:\n", f"{fields}examples:\n"), encoding="utf-8")
    text = provider_page().replace("**Provider-specific settings**", f"{disputed}\n\n**Provider-specific settings**", 1)
    outcome = written(text.replace("1-4000", "1-5000", 1), specs)
    assert outcome.err.splitlines() == [
        "  DALL·E 3: setting style: the page no longer has organic: written to openai/dall-e-3.yaml"
    ]
    line = path.read_text(encoding="utf-8").split("\n").index(fields.split("\n")[1]) + 1
    (hint,) = (one for one in outcome.out.splitlines() if "dall-e-3.yaml" in one)
    words = "not written: the page contradicts itself; the spec says otherwise at"
    assert hint.startswith(f"  hint: {words} specs/openai/dall-e-3.yaml:{line}:")
    assert sum("positivePrompt (length): the page says" in one for one in (outcome.err + outcome.out).splitlines()) == 1
    assert "3 differences (2 left)" in outcome.out


def test_a_hint_says_what_stands_in_the_specs(specs: Path) -> None:
    """Of another value, of one the page no longer has, of a new field, of one value more in a list."""
    text = provider_page().replace("4, 8 or 12 seconds", "4, 8, 12 or 16 seconds", 1)
    text = text.replace("- Duration", "- Frame rate: 24 FPS.\n- Duration", 1).replace("1-1000", "1-1200")
    page = specs.parent / "page.md"
    page.write_text(text.replace(", medium", ""), encoding="utf-8")
    out = airsmith("docs", "drift", str(page), "--specs", str(specs)).out
    hints = [re.sub(r"[0-9]+:[0-9]+$", "N", line) for line in out.splitlines() if line.startswith("  hint")]
    assert hints == [
        "  hint: the spec says otherwise at specs/openai/dall-e-2.yaml:N",
        "  hint: the spec says it at specs/openai/gpt-image-1.yaml:N",
        "  hint: it belongs into specs/openai/sora-2.yaml",
        "  hint: it belongs at specs/openai/sora-2.yaml:N",
    ]


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

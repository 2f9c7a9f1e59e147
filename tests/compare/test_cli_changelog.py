"""``airsmith changelog``."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from command import airsmith
from compared import NARROWED, declared, diff, report
from spec_pairs import BASE, BRUSH, PENCIL, Edit, edited


def test_the_changelog_has_the_sections_of_keep_a_changelog(folder: Path) -> None:
    diff(folder, (*NARROWED, Edit(PENCIL), Edit(BRUSH, "1024x512 2:1, 512x1024]", "1024x512 2:1, 512x1024, 512x256]")))
    arguments = ["old", "new", "--no-surface", "--date", "2026-12-01", "--json", "changelog.json"]
    outcome = airsmith("changelog", *arguments, cwd=folder)
    assert outcome.code == 0
    lines = outcome.out.splitlines()
    assert lines[0] == "## [2.0.0] - 2026-12-01"
    assert [line for line in lines if line.startswith("### ")] == ["### Added", "### Changed", "### Removed"]
    assert "#### Brush (`acme:brush@1`)" in lines
    assert '  Migration: "flat" is not a style Brush supports; use "rough".' in lines
    assert "  Migration: Use acme:brush@1." in lines
    twin = json.loads((folder / "changelog.json").read_text(encoding="utf-8"))
    assert (twin["version"], twin["date"], twin["level"]) == ("2.0.0", "2026-12-01", "break")
    assert {entry["section"] for entry in twin["entries"]} == {"Added", "Changed", "Removed"}
    assert twin == json.loads(airsmith("changelog", *arguments[:5], "--format", "json", cwd=folder).out)


def test_the_changelog_of_two_revisions(repository: Path) -> None:
    arguments = ["v1.0", "HEAD", "--json", "changelog.json"]
    outcome = airsmith("changelog", *arguments, cwd=repository)
    assert outcome.code == 0
    assert outcome.out.startswith("## [Unreleased]\n") and "#### Python package" in outcome.out
    assert '  Migration: "flat" is not a style Brush supports; use "rough".' in outcome.out
    twin = json.loads((repository / "changelog.json").read_text(encoding="utf-8"))
    assert (twin["level"], twin["date"]) == ("break", None)
    assert airsmith("changelog", "v2.0", "HEAD", cwd=repository).code == 2


@pytest.mark.parametrize(
    ("edit", "way_out"),
    [
        (Edit(BRUSH, "range: [1, 50]", "range: [1, 45]"), "Write 45 as steps."),
        (Edit(BRUSH, "rules:\n", "rules:\n  - {when: {has: color}, require: [strength]}\n"), "Add strength."),
        (Edit(BRUSH, "  speed: {type", "  pace: {type"), "Leave out speed."),
    ],
    ids=["nearest", "missing", "gone"],
)
def test_the_migration_says_what_to_write(folder: Path, edit: Edit, way_out: str) -> None:
    rules = Edit(BRUSH, "has: speed}", "has: pace}")
    diff(folder, (edit, rules) if "pace" in edit.new else (edit,))
    out = airsmith("changelog", "old", "new", "--no-surface", cwd=folder).out
    assert any(line.startswith("  Migration: ") and way_out in line for line in out.splitlines()), out


def test_an_example_that_is_gone_and_refused_is_listed_once(folder: Path) -> None:
    renamed = Edit(BRUSH, "title: A rough one", "title: Another one")
    lower = Edit(BRUSH, '"steps": 40', '"steps": 30')
    found = report(folder, (Edit(BRUSH, "range: [1, 50]", "range: [1, 30]"), renamed, lower))["changes"]
    assert [one["rule"] for one in found if one["before"] == "A rough one"] == ["example-now-rejected"]


def test_a_changelog_of_nothing(folder: Path) -> None:
    diff(folder, ())
    outcome = airsmith("changelog", "old", "new", "--no-surface", cwd=folder)
    assert outcome.out == "## [Unreleased]\n\nNothing changed.\n"


@pytest.mark.parametrize(
    ("declared_version", "heading", "warned"),
    [("1.4.2", "2.0.0", True), ("2.0.0", "2.0.0", False), ("3.1.0", "3.1.0", False)],
)
def test_a_release_is_not_called_by_a_version_that_is_too_low(
    folder: Path, declared_version: str, heading: str, warned: bool
) -> None:
    edited(BASE, folder / "new", (*NARROWED, *declared(*[declared_version] * 3)))
    arguments = ["old", "new", "--no-surface", "--date", "2026-12-01"]
    outcome = airsmith("changelog", *arguments, cwd=folder)
    assert outcome.out.startswith(f"## [{heading}] - 2026-12-01\n")
    words = "the changes call for 2.0.0, which the heading names; catalog.yaml still declares 1.4.2"
    assert outcome.err == (f"warning: {words}\n" if warned else "")
    assert json.loads(airsmith("changelog", *arguments, "--format", "json", cwd=folder).out)["version"] == heading

"""``airsmith version``."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from command import airsmith
from compared import NARROWED, WIDENED, declared
from spec_pairs import BASE, BRUSH, PENCIL, Edit, edited


@pytest.mark.parametrize(
    ("edits", "code"),
    [
        ((), 0),
        (NARROWED, 1),
        ((*NARROWED, *declared("2.0.0", "2.0.0", "2.0.0")), 0),
        ((*NARROWED, *declared("2.0.0", "1.9.9", "2.0.0")), 1),
        ((*WIDENED, *declared("1.5.0", "1.5.0", "1.5.0")), 0),
        ((*WIDENED, *declared("1.5.0", "1.5.0", "1.4.3")), 1),
        (((Edit(PENCIL)), *declared("1.5.0", "1.5.0", "1.5.0")), 0),
        (declared("1.4.1", "1.4.2", "1.4.2"), 1),
    ],
)
def test_versions_are_checked(folder: Path, edits: tuple[Edit, ...], code: int) -> None:
    edited(BASE, folder / "new", edits)
    outcome = airsmith("version", "--check", "old", "--specs", "new", cwd=folder)
    assert outcome.code == code, outcome.out
    assert ("too low" in outcome.out) is bool(code)


@pytest.mark.parametrize(
    ("versions", "code"), [((), 1), (declared("2.0.0", "2.0.0", "2.0.0"), 0)], ids=["low", "enough"]
)
def test_versions_are_checked_against_the_last_tag(repository: Path, versions: tuple[Edit, ...], code: int) -> None:
    edited(repository / "specs", repository / "specs", versions)
    outcome = airsmith("version", "--check", cwd=repository)
    assert outcome.code == code, outcome.out
    assert outcome.out.count("too low") == 3 * code
    assert [line.split(":")[0] for line in outcome.out.splitlines()] == ["specs", "python", "npm"]


CHALK = (
    Edit(
        "acme/chalk.yaml",
        "",
        (BASE / BRUSH).read_text(encoding="utf-8").replace("acme:brush@1", "acme:chalk@1").replace("Brush", "Chalk"),
    ),
)


def add_chalk(folder: Path, *versions: Edit) -> None:
    edited(BASE, folder / "new", (*CHALK, *versions))


def test_a_new_model_costs_no_artefact_more_than_a_minor_version(folder: Path) -> None:
    add_chalk(folder, *declared("1.5.0", "1.5.0", "1.5.0"))
    found = json.loads(airsmith("diff", "old", "new", "--format", "json", cwd=folder).out)
    assert {change["level"] for change in found["changes"]} == {"minor"}
    members = {(change["owner"], change["path"]) for change in found["changes"] if change["rule"] == "symbol-added"}
    assert {("npm package", "Runware.chalk"), ("Python package", "Runware.chalk")} <= members
    assert {bump["artefact"]: (bump["level"], bump["least"]) for bump in found["versions"]} == {
        artefact: ("minor", "1.5.0") for artefact in ("specs", "python", "npm")
    }
    outcome = airsmith("version", "--check", "old", "--specs", "new", cwd=folder)
    assert outcome.code == 0, outcome.out


def test_a_removed_model_breaks_every_artefact(folder: Path) -> None:
    add_chalk(folder)
    found = json.loads(airsmith("diff", "new", "old", "--format", "json", cwd=folder).out)
    assert {bump["artefact"]: bump["level"] for bump in found["versions"]} == {
        artefact: "break" for artefact in ("specs", "python", "npm")
    }
    gone = {(change["owner"], change["path"]) for change in found["changes"] if change["rule"] == "symbol-removed"}
    assert {("npm package", "Runware.chalk"), ("Python package", "Runware.chalk")} <= gone


def test_versions_need_something_to_compare_with(folder: Path) -> None:
    outcome = airsmith("version", "--check", "--specs", "old", cwd=folder)
    assert outcome.code == 2
    assert "HEAD is no folder, no release and no revision of git" in outcome.err


def test_versions_are_shown_without_being_checked(repository: Path) -> None:
    outcome = airsmith("version", cwd=repository)
    assert outcome.code == 0
    assert outcome.out.splitlines()[0].startswith("specs: 1.4.2 -> 2.0.0 or higher (break)")


def test_a_shutdown_lowers_the_version_of_the_packages_too(folder: Path) -> None:
    edited(BASE, folder / "new", (Edit(PENCIL),))
    lines = airsmith("version", "old", "--specs", "new", cwd=folder).out.splitlines()
    assert [line.split(";")[0] for line in lines] == [
        f"{artefact}: 1.4.2 -> 1.5.0 or higher (minor)" for artefact in ("specs", "python", "npm")
    ]
    earlier = airsmith("version", "old", "--specs", "new", "--on", "2026-05-31", cwd=folder).out
    assert earlier.count("2.0.0 or higher (break)") == 3

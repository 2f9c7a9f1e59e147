"""What can be compared: folders, releases, revisions of git; and what if there is something else."""

from __future__ import annotations

import json
from pathlib import Path
from xml.etree import ElementTree

import pytest

from command import airsmith
from compared import NARROWED, SCHEMA, diff, git
from spec_pairs import BASE, BRUSH, Edit, edited


@pytest.mark.parametrize(
    "sides",
    [("HEAD~1", "HEAD"), ("v1.0", "specs"), ("HEAD~1:specs", "HEAD:specs"), ("v1.0", "."), ("v1.0:specs/", "main")],
)
def test_revisions_of_git(repository: Path, sides: tuple[str, str]) -> None:
    outcome = airsmith("diff", *sides, "--no-surface", cwd=repository)
    assert outcome.code == 1
    assert "enum-value-removed" in outcome.out


def test_places_in_a_revision(repository: Path) -> None:
    assert "HEAD~1:specs/acme/brush.yaml:15:3" in airsmith("diff", "HEAD~1", "HEAD", "--no-surface", cwd=repository).out


def test_releases(folder: Path) -> None:
    (folder / "releases" / "2026-1").mkdir(parents=True)
    (folder / "old").rename(folder / "releases" / "2026-1" / "specs")
    edited(BASE, folder / "new", NARROWED)
    outcome = airsmith("diff", "2026-1", "new", "--no-surface", cwd=folder)
    assert "releases/2026-1/specs/acme/brush.yaml:15:3" in outcome.out


def test_where_releases_were_looked_for_is_said(repository: Path) -> None:
    words = (
        "0.1.0 is no folder, no release and no revision of git; releases were looked for in public; --releases names"
    )
    assert words in airsmith("diff", "0.1.0", "specs", "--releases", "public", cwd=repository).err
    assert "--releases" not in airsmith("diff", "HEAD:nothing", "specs", cwd=repository).err


@pytest.mark.parametrize("name", ["nothing", "HEAD~9", "HEAD:nothing", "--help-me", ":", ""])
def test_a_name_that_stands_for_nothing(repository: Path, name: str) -> None:
    outcome = airsmith("diff", "--no-surface", "--", name, "specs", cwd=repository)
    assert outcome.code == 2
    assert outcome.err


def test_a_folder_that_is_no_repository(folder: Path) -> None:
    outcome = airsmith("diff", "HEAD~1", "old", "--no-surface", cwd=folder)
    assert outcome.code == 2
    assert "HEAD~1 is no folder, no release and no revision of git" in outcome.err


def test_a_machine_without_git(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(folder))
    outcome = airsmith("diff", "HEAD~1", "old", "--no-surface", cwd=folder)
    assert (outcome.code, outcome.out) == (3, "")
    assert outcome.err == "error: git: No such file or directory\n"


def test_a_revision_with_a_link_that_leads_out_of_it(repository: Path) -> None:
    (repository / "specs" / "stray.yaml").symlink_to("/etc/hostname")
    git(repository, "add", ".")
    git(repository, "commit", "--quiet", "--message=three")
    outcome = airsmith("diff", "HEAD", "v1.0", "--no-surface", cwd=repository)
    assert outcome.code == 2
    assert "HEAD:specs cannot be unpacked: 'stray.yaml' is a link to an absolute path" in outcome.err


@pytest.mark.parametrize("form", ["text", "json", "markdown", "github", "junit", "sarif"])
def test_revisions_in_every_format(repository: Path, form: str) -> None:
    outcome = airsmith("diff", "HEAD~1", "HEAD", "--format", form, cwd=repository)
    assert outcome.code == 1
    assert "enum-value-removed" in outcome.out and "parameter-narrowed" in outcome.out
    match form:
        case "json":
            SCHEMA.validate(json.loads(outcome.out))
        case "junit":
            suites = ElementTree.fromstring(outcome.out).findall("testsuite")
            assert suites
            for suite in suites:
                assert suite.get("tests") == str(len(suite.findall("testcase")))
                assert suite.get("failures") == str(len(suite.findall("testcase/failure")))
        case "sarif":
            log = json.loads(outcome.out)
            assert (log["version"], len(log["runs"])) == ("2.1.0", 1)
        case "github":
            assert all(line.startswith("::") for line in outcome.out.splitlines())
        case "markdown":
            assert outcome.out.startswith("#")


BROKEN = (Edit(BRUSH, "name: Brush", "nome: [Brush]"),)


@pytest.mark.parametrize("form", ["text", "github", "sarif", "json", "markdown", "junit"])
def test_broken_specs(folder: Path, form: str) -> None:
    outcome = diff(folder, BROKEN, "--format", form, "--fail-on", "never")
    assert outcome.code == 1
    assert "unknown-key" in outcome.out and "new/acme/brush.yaml" in outcome.out
    match form:
        case "junit":
            assert len(ElementTree.fromstring(outcome.out).findall("testsuite/testcase/failure")) == 2
        case "json" | "sarif":
            json.loads(outcome.out)
        case _:
            assert outcome.err == "2 errors in the specs\n"


def test_broken_specs_in_a_revision(repository: Path) -> None:
    edited(repository / "specs", repository / "specs", BROKEN)
    git(repository, "commit", "--quiet", "--all", "--message=three")
    outcome = airsmith("diff", "HEAD~1", "HEAD", "--no-surface", cwd=repository)
    assert outcome.code == 1
    assert "HEAD:specs/acme/brush.yaml:3:1: error[unknown-key]" in outcome.out


def test_a_folder_without_specs(folder: Path) -> None:
    (folder / "empty").mkdir()
    outcome = airsmith("diff", "old", "empty", "--no-surface", cwd=folder)
    assert outcome.code == 1
    assert "empty/catalog.yaml" in outcome.out

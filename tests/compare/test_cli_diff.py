"""``airsmith diff``, ``changelog`` and ``version`` as they are called."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from jsonschema import Draft202012Validator

from command import Outcome, airsmith
from spec_pairs import BASE, BRUSH, PENCIL, Edit, edited
from support import ROOT

SCHEMA = Draft202012Validator(
    json.loads((ROOT / "docs" / "diff.schema.json").read_text(encoding="utf-8")),
    format_checker=Draft202012Validator.FORMAT_CHECKER,
)
NARROWED = (Edit(BRUSH, "enum: [flat, rough], labels: {flat: Flat}", "enum: [rough]"),)
WIDENED = (Edit(BRUSH, "[flat, rough]", "[flat, rough, soft]"),)
DANGEROUS = (Edit(BRUSH, "default: 20", "default: 21"),)
SAID = (Edit(BRUSH, "[The page names no largest file.]", "[It names none.]"),)
HOSTILE = (Edit(BRUSH, "[The page names no largest file.]", '["It names\\e[31m `no` | <b>::error::% file."]'),)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with the old side, ``old``."""
    shutil.copytree(BASE, tmp_path / "old")
    return tmp_path


def diff(folder: Path, edits: tuple[Edit, ...], *arguments: str) -> Outcome:
    shutil.rmtree(folder / "new", ignore_errors=True)
    edited(BASE, folder / "new", edits)
    return airsmith("diff", "old", "new", "--no-surface", *arguments, cwd=folder)


def report(folder: Path, edits: tuple[Edit, ...], *arguments: str) -> Any:
    found = json.loads(diff(folder, edits, "--format", "json", *arguments).out)
    SCHEMA.validate(found)
    return found


def test_nothing_changed(folder: Path) -> None:
    outcome = diff(folder, ())
    assert outcome.code == 0
    assert outcome.out.startswith("old -> new: no changes\n")


def test_the_order_of_keys_means_nothing(folder: Path) -> None:
    swap = (Edit(BRUSH, "spec: 1\nair: acme:brush@1\n", "air: acme:brush@1\nspec: 1\n"),)
    assert report(folder, swap)["changes"] == []


def test_a_break_is_shown_with_its_request(folder: Path) -> None:
    outcome = diff(folder, NARROWED)
    assert outcome.code == 1
    assert 'break  enum-value-removed: Brush (acme:brush@1), style: "flat" is gone [' in outcome.out
    assert "old/acme/brush.yaml:15:3 -> new/acme/brush.yaml:15:3" in outcome.out
    assert '"style": "flat"' in outcome.out
    assert '"flat" is not a style Brush supports; use "rough".' in outcome.out
    assert "specs: 1.4.2 -> 2.0.0 or higher (break); declared is 1.4.2, which is too low" in outcome.out


@pytest.mark.parametrize(
    ("edits", "threshold", "code"),
    [
        (NARROWED, "break", 1),
        (NARROWED, "never", 0),
        (WIDENED, "break", 0),
        (WIDENED, "danger", 0),
        (WIDENED, "minor", 1),
        (WIDENED, "never", 0),
        (SAID, "minor", 0),
        (DANGEROUS, "break", 0),
        (DANGEROUS, "danger", 1),
        (DANGEROUS, "minor", 1),
        (NARROWED, "minor", 1),
    ],
)
def test_the_threshold(folder: Path, edits: tuple[Edit, ...], threshold: str, code: int) -> None:
    assert diff(folder, edits, "--fail-on", threshold).code == code


@pytest.mark.parametrize("edits", [NARROWED, WIDENED, HOSTILE, (Edit(PENCIL),), ()], ids=str)
def test_the_report_has_the_documented_shape(folder: Path, edits: tuple[Edit, ...]) -> None:
    found = report(folder, edits)
    assert found["counts"] == {
        level: sum(1 for change in found["changes"] if change["level"] == level) for level in found["counts"]
    }


def test_the_request_is_whole_in_json_and_cut_for_people(folder: Path) -> None:
    shorter = (Edit("tasks/paint.yaml", "length: [1, 100]", "length: [1, 80]"),)
    [change] = [one for one in report(folder, shorter)["changes"] if one["model"] == "acme:pencil@1"]
    assert change["proof"]["request"]["text"] == "x" * 81
    assert "xxxxxxxxxxxxxxxxxxxx... (81 characters)" in diff(folder, shorter).out


def test_markdown_cannot_be_broken_out_of(folder: Path) -> None:
    out = diff(folder, HOSTILE, "--format", "markdown").out
    assert "\\`no\\` \\| \\<b>" in out
    assert "\x1b" not in out


def test_annotations_are_one_line_each(folder: Path) -> None:
    out = diff(folder, (*HOSTILE, *NARROWED), "--format", "github").out
    lines = out.splitlines()
    assert lines[0].startswith("::error file=new/acme/brush.yaml,line=15,col=3,title=enum-value-removed::")
    assert all(line.startswith(("::error ", "::warning ", "::notice ")) for line in lines)
    assert "%25" in out


def test_junit(folder: Path) -> None:
    out = diff(folder, (*HOSTILE, *NARROWED), "--format", "junit").out
    suites = ElementTree.fromstring(out)
    cases = suites.findall("testsuite/testcase")
    failed = [case.get("classname") for case in cases if case.find("failure") is not None]
    assert failed == ["enum-value-removed"]
    assert len(cases) > 1
    assert [suite.get("failures") for suite in suites] == ["1"]
    never = ElementTree.fromstring(diff(folder, NARROWED, "--format", "junit", "--fail-on", "never").out)
    assert never.findall(".//testcase") and not never.findall(".//failure")


def test_sarif(folder: Path) -> None:
    found = json.loads(diff(folder, NARROWED, "--format", "sarif").out)
    [run] = found["runs"]
    results = {result["ruleId"]: result for result in run["results"]}
    result = results["enum-value-removed"]
    assert result["level"] == "error"
    assert result["partialFingerprints"]["airsmith/v1"]
    assert result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == "new/acme/brush.yaml"
    assert results.keys() == {rule["id"] for rule in run["tool"]["driver"]["rules"]}


# Ignoring


def ignored(folder: Path, fingerprint: str, expires: str) -> None:
    entry = f'- fingerprint: "{fingerprint}"\n  reason: Nobody sends it.\n  expires: "{expires}"\n'
    (folder / ".airsmith-ignore.yaml").write_text(entry, encoding="utf-8")


def test_an_ignored_change_does_not_count(folder: Path) -> None:
    [change] = [one for one in report(folder, NARROWED)["changes"] if one["level"] == "break"]
    ignored(folder, change["fingerprint"], "2030-01-01")
    found = report(folder, NARROWED, "--on", "2029-12-31")
    assert [one["fingerprint"] for one in found["ignored"]] == [change["fingerprint"]]
    assert found["ignored"][0]["reason"] == "Nobody sends it."
    assert diff(folder, NARROWED, "--on", "2030-01-01").code == 0
    assert "; 1 change ignored" in diff(folder, NARROWED, "--on", "2030-01-01").out


def test_an_entry_that_expired_is_a_finding(folder: Path) -> None:
    [change] = [one for one in report(folder, NARROWED)["changes"] if one["level"] == "break"]
    ignored(folder, change["fingerprint"], "2030-01-01")
    outcome = diff(folder, NARROWED, "--fail-on", "never", "--on", "2030-01-02")
    assert outcome.code == 1
    assert ".airsmith-ignore.yaml:1:3: error[ignore-expired]" in outcome.out
    assert report(folder, NARROWED, "--on", "2030-01-02")["idle"][0]["code"] == "ignore-expired"


def test_an_entry_that_names_nothing_is_a_finding(folder: Path) -> None:
    ignored(folder, "0123456789ab", "2999-01-01")
    outcome = diff(folder, WIDENED)
    assert outcome.code == 1
    assert "error[ignore-unused]: no change has the fingerprint 0123456789ab" in outcome.out
    assert "ignore-unused" in diff(folder, WIDENED, "--format", "github").out
    assert "ignore-unused" in diff(folder, WIDENED, "--format", "junit").out
    assert "ignore-unused" in diff(folder, WIDENED, "--format", "sarif").out


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("a: 1\n", "wrong-type"),
        ("- one\n", "wrong-type"),
        ('- {fingerprint: "0123456789ab", reason: why}\n', "missing-key"),
        ('- {fingerprint: 123456789012, reason: why, expires: "2027-01-01"}\n', "missing-key"),
        ('- {fingerprint: "xyz", reason: why, expires: "2027-01-01"}\n', "bad-value"),
        ('- {fingerprint: "0123456789ab", reason: why, expires: "2027-02-30"}\n', "bad-date"),
    ],
)
def test_an_ignore_file_that_says_nothing_clear(folder: Path, text: str, code: str) -> None:
    (folder / "ignore.yaml").write_text(text, encoding="utf-8")
    outcome = diff(folder, WIDENED, "--ignore", "ignore.yaml")
    assert outcome.code == 1
    assert "ignore.yaml:1:" in outcome.out and f"error[{code}]" in outcome.out


def test_an_empty_ignore_file_ignores_nothing(folder: Path) -> None:
    (folder / "ignore.yaml").write_text("# nothing yet\n", encoding="utf-8")
    assert diff(folder, WIDENED, "--ignore", "ignore.yaml").code == 0


# Where both sides come from


@pytest.fixture
def repository(folder: Path) -> Path:
    """A repository with two commits, the first of them tagged v1.0."""
    specs = folder / "specs"
    (folder / "old").rename(specs)
    git(folder, "init", "--quiet", "--initial-branch=main")
    git(folder, "add", ".")
    git(folder, "commit", "--quiet", "--message=one")
    git(folder, "tag", "v1.0")
    edited(specs, specs, NARROWED)
    git(folder, "commit", "--quiet", "--all", "--message=two")
    return folder


def git(folder: Path, *arguments: str) -> None:
    who = ["-c", "user.name=A", "-c", "user.email=a@example.test", "-c", "commit.gpgsign=false"]
    subprocess.run(["git", *who, *arguments], cwd=folder, check=True, capture_output=True)


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


# The changelog


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


# Versions


def declared(python: str, npm: str, specs: str) -> tuple[Edit, ...]:
    return (
        Edit("catalog.yaml", "acme_models, version: 1.4.2", f"acme_models, version: {python}"),
        Edit("catalog.yaml", "npm: {name: acme-models, version: 1.4.2", f"npm: {{name: acme-models, version: {npm}"),
        Edit("catalog.yaml", 'schemas", version: 1.4.2', f'schemas", version: {specs}'),
    )


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

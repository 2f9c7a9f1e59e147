"""``airsmith diff``: reports in every form, the threshold, changes to ignore."""

from __future__ import annotations

import json
from pathlib import Path
from xml.etree import ElementTree

import pytest

from compared import NARROWED, WIDENED, diff, report
from spec_pairs import BRUSH, PENCIL, Edit

DANGEROUS = (Edit(BRUSH, "default: 20", "default: 21"),)
SAID = (Edit(BRUSH, "[The page names no largest file.]", "[It names none.]"),)
HOSTILE = (Edit(BRUSH, "[The page names no largest file.]", '["It names\\e[31m `no` | <b>::error::% file."]'),)


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

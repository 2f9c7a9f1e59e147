"""Findings in every format: complete, escaped, and valid where a format has rules of its own."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest
from airsmith.diagnostics import CODES, Diagnostic, Location
from airsmith.findings import FORMATS, Finding, of_diagnostic, of_violation, render
from airsmith.meaning.violations import Violation

PLAIN = Finding("specs/a.yaml", 3, 9, "unknown-key", "colour is not a key of the file", "did you mean color?")
FOUND = Finding("r.json", 0, 0, "missing_field", "width is required.", path="/0/width", docs="https://example.com/w")
EVIL = "a\n::set-output name=x::y\r%0A\x1b[31m\u2028\u202e, : %"


def test_a_diagnostic_as_a_finding() -> None:
    diagnostic = Diagnostic(Location("specs/a.yaml", 3, 9), PLAIN.code, PLAIN.message, PLAIN.hint)
    assert of_diagnostic(diagnostic) == PLAIN
    assert render([PLAIN], "text") == str(diagnostic)


def test_a_violation_as_a_finding() -> None:
    violation = Violation("missing_field", "/width", "width is required.", docs="https://example.com/w")
    assert of_violation(violation, "r.json", 0, "/0") == FOUND


def test_text() -> None:
    assert render([PLAIN, FOUND], "text").splitlines() == [
        "specs/a.yaml:3:9: error[unknown-key]: colour is not a key of the file",
        "  hint: did you mean color?",
        "r.json: /0/width: width is required. [missing_field]",
    ]
    assert render([], "text") == ""
    whole = Finding("r.ndjson", 7, 1, "wrong_type", "Not so.", path="")
    assert render([whole], "text") == "r.ndjson:7: (the request): Not so. [wrong_type]"


def test_json() -> None:
    first, second = json.loads(render([PLAIN, FOUND], "json"))
    assert first == {
        "file": "specs/a.yaml",
        "line": 3,
        "column": 9,
        "level": "error",
        "code": "unknown-key",
        "message": "colour is not a key of the file",
        "hint": "did you mean color?",
    }
    assert second["path"] == "/0/width"
    assert second["docs"] == "https://example.com/w"
    (whole,) = json.loads(render([Finding("r.json", 0, 0, "wrong_type", "Not so.", path="")], "json"))
    assert whole == {"file": "r.json", "level": "error", "code": "wrong_type", "message": "Not so.", "path": ""}
    assert render([], "json") == "[]"


def test_github_annotations() -> None:
    assert render([PLAIN, FOUND], "github").splitlines() == [
        "::error file=specs/a.yaml,line=3,col=9,title=unknown-key::colour is not a key of the file"
        " (hint: did you mean color?)",
        "::error file=r.json,line=1,col=1,title=missing_field::/0/width: width is required.",
    ]
    assert render([], "github") == ""


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("place", ["file", "message", "hint", "path"])
def test_no_text_breaks_out_of_its_line(form: str, place: str) -> None:
    parts: dict[str, Any] = {"file": "f", "message": "m", "hint": "h", "path": None, place: EVIL}
    text = render([Finding(line=1, column=1, code="bad-value", docs="", **parts)], form)
    assert not [char for char in text if not char.isprintable() and (char != "\n" or form == "github")] or form in (
        "json",
        "sarif",
    )
    assert "\x1b" not in text
    assert "\r" not in text
    starts = [line for line in text.splitlines() if line.startswith("::")]
    assert len(starts) == (1 if form == "github" else 0)
    if form == "github":
        assert len(text.splitlines()) == 1
        head, _, body = text[2:].partition("::")
        assert head.count(",") == 3
        assert "%0A" not in text.replace("%250A", "")
        assert head.endswith("title=bad-value")
        assert body


def test_half_a_character_can_be_written_in_every_format() -> None:
    odd = Finding("\udcff.json", 1, 1, "unknown_field", "x", path="/\ud800")
    for form in FORMATS:
        render([odd], form).encode("utf-8", "backslashreplace")
    assert json.loads(render([odd], "json").encode("utf-8", "backslashreplace"))[0]["path"] == "/\ud800"


def test_a_warning_is_marked_in_every_format() -> None:
    spec = replace(PLAIN, level="warning")
    request = replace(FOUND, level="warning")
    assert render([spec, request], "text").splitlines()[::2] == [
        "specs/a.yaml:3:9: warning[unknown-key]: colour is not a key of the file",
        "warning: r.json: /0/width: width is required. [missing_field]",
    ]
    assert [one["level"] for one in json.loads(render([spec, request, FOUND], "json"))] == [
        "warning",
        "warning",
        "error",
    ]
    assert [line.split()[0] for line in render([spec, FOUND], "github").splitlines()] == ["::warning", "::error"]
    assert [one["level"] for one in sarif(spec, FOUND)["runs"][0]["results"]] == ["warning", "error"]


def sarif(*findings: Finding) -> dict[str, Any]:
    log: dict[str, Any] = json.loads(render(findings, "sarif"))
    return log


def test_sarif_has_what_its_schema_requires() -> None:
    log = sarif(PLAIN, FOUND, PLAIN)
    assert log["version"] == "2.1.0"
    assert log["$schema"].endswith("sarif-2.1.0.json")
    (run,) = log["runs"]
    driver = run["tool"]["driver"]
    assert driver["name"] == "airsmith"
    assert [rule["id"] for rule in driver["rules"]] == ["missing_field", "unknown-key"]
    assert all(rule["shortDescription"]["text"] for rule in driver["rules"])
    assert driver["rules"][1]["shortDescription"]["text"] == CODES["unknown-key"]
    assert run["columnKind"] == "unicodeCodePoints"
    for result in run["results"]:
        assert result["level"] == "error"
        assert result["message"]["text"]
        place = result["locations"][0]["physicalLocation"]
        assert place["region"]["startLine"] >= 1
        assert place["region"]["startColumn"] >= 1
    assert "did you mean color?" in run["results"][0]["message"]["text"]


def test_sarif_of_nothing() -> None:
    (run,) = sarif()["runs"]
    assert run["results"] == []
    assert run["tool"]["driver"]["rules"] == []


@pytest.mark.parametrize(
    ("file", "uri"),
    [("specs/a.yaml", "specs/a.yaml"), ("<stdin>", "%3Cstdin%3E"), ("a b#c?.json", "a%20b%23c%3F.json")],
)
def test_sarif_names_files_by_uri(file: str, uri: str) -> None:
    result = sarif(Finding(file, 1, 1, "bad-value", "x"))["runs"][0]["results"][0]
    assert result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == uri

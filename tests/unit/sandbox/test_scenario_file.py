"""Scenarios as they are written: every fault, and every mistake at its place."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from airsmith.diagnostics import SpecErrors
from airsmith.sandbox import faults
from airsmith.sandbox.faults import Fault
from airsmith.sandbox.scenario import Match, Rule
from airsmith.sandbox.scenario_file import read_scenario, scenario_schema
from airsmith.sandbox.spoken import fault_name

WRITTEN: list[tuple[str, Fault]] = [
    ("{slow: 1.5}", faults.Slow(1.5)),
    ("{fail: {code: x}}", faults.Fail("x", "The scenario of the sandbox says so.", 400)),
    (
        "{fail: {code: x, message: m, status: 503, retryAfter: 60}}",
        faults.Fail("x", "m", 503, 60),
    ),
    ("{cut: before}", faults.Cut(after=False)),
    ("{cut: after}", faults.Cut(after=True)),
    ("{error_after_accept: 502}", faults.ErrorAfterAccept(502)),
    ("{rate_limit: {retry_after: 2}}", faults.RateLimit(2)),
    ("{truncated: true}", faults.Truncated()),
    ("{empty_errors: true}", faults.EmptyErrors()),
    ("{partial: {fail: 1, code: x}}", faults.Partial(1, "x")),
    ("{out_of_order: true}", faults.OutOfOrder()),
    ("{lost_ack: true}", faults.LostAck()),
    ("{duplicate: true}", faults.Duplicate()),
    ("{never_finishes: true}", faults.NeverFinishes()),
    ("{stagger: 5}", faults.Stagger(5)),
]


def read(folder: Path, text: str) -> list[Rule]:
    file = folder / "scenario.yaml"
    file.write_text(text, encoding="utf-8")
    return read_scenario(file)


@pytest.mark.parametrize(("written", "fault"), WRITTEN, ids=[written for written, _ in WRITTEN])
def test_every_fault_has_its_words(tmp_path: Path, written: str, fault: Fault) -> None:
    assert read(tmp_path, f"scenario: 1\nrules:\n  - do: {written}\n") == [Rule(Match(), fault)]
    assert fault_name(fault) == written.strip("{").split(":")[0]


def test_every_fault_of_the_language_is_tried() -> None:
    rules: Any = scenario_schema()["properties"]
    named = set(rules["rules"]["items"]["properties"]["do"]["properties"])
    assert named == {fault_name(fault) for _, fault in WRITTEN}


def test_a_rule_says_whom_it_meets_and_how_often(tmp_path: Path) -> None:
    text = """
scenario: 1
rules:
  - match:
      taskType: videoInference
      model: openai:3@1
      transport: rest
      prompt_contains: whale
      attempt: 2
      probability: 0.5
    times: 3
    do: {cut: after}
"""
    match = Match("videoInference", "openai:3@1", "rest", "whale", 2, 0.5)
    assert read(tmp_path, text) == [Rule(match, faults.Cut(after=True), 3)]


def test_a_document_is_read_like_a_file() -> None:
    rules = [{"match": {"prompt_contains": 'A "whale" \N{WHALE}\n'}, "do": {"slow": 1}}]
    assert read_scenario({"scenario": 1, "rules": rules}) == [
        Rule(Match(prompt_contains='A "whale" \N{WHALE}\n'), faults.Slow(1))
    ]


@pytest.mark.parametrize(
    ("text", "place", "code"),
    [
        ("", "1:1", "not-a-mapping"),
        ("[]", "1:1", "not-a-mapping"),
        ("scenario: 1", "1:1", "missing-key"),
        ("rules: []", "1:1", "missing-key"),
        ("scenario: 2\nrules: []", "1:11", "bad-version"),
        ("scenario: 1\nrules: {}", "2:1", "wrong-type"),
        ("scenario: 1\nrules: []\nruels: []", "3:1", "unknown-key"),
        ("scenario: 1\nrules:\n  - times: 1", "3:5", "missing-key"),
        ("scenario: 1\nrules:\n  - do: {}", "3:5", "bad-value"),
        ("scenario: 1\nrules:\n  - do: {slow: 1, cut: after}", "3:5", "bad-value"),
        ("scenario: 1\nrules:\n  - do: {slow: -1}", "3:16", "bad-value"),
        ("scenario: 1\nrules:\n  - do: {slow: soon}", "3:16", "wrong-type"),
        ("scenario: 1\nrules:\n  - do: {cut: never}", "3:15", "bad-value"),
        ("scenario: 1\nrules:\n  - do: {lost_ack: false}", "3:20", "bad-value"),
        ("scenario: 1\nrules:\n  - do: {fail: {}}", "3:10", "missing-key"),
        ("scenario: 1\nrules:\n  - do: {fail: {code: x, status: 200}}", "3:34", "bad-value"),
        ("scenario: 1\nrules:\n  - {times: 0, do: {slow: 1}}", "3:13", "bad-value"),
        ("scenario: 1\nrules:\n  - {match: {probability: 2}, do: {slow: 1}}", "3:27", "bad-value"),
        ("scenario: 1\nrules:\n  - {match: {modle: x}, do: {slow: 1}}", "3:14", "unknown-key"),
        ("scenario: 1\nscenario: 1\nrules: []", "2:1", "duplicate-key"),
        ("scenario: 1\nrules: [", "", "yaml-syntax"),
    ],
)
def test_a_mistake_is_found_at_its_place(tmp_path: Path, text: str, place: str, code: str) -> None:
    with pytest.raises(SpecErrors) as caught:
        read(tmp_path, text)
    (diagnostic,) = caught.value.diagnostics
    assert diagnostic.code == code, str(diagnostic)
    assert f"scenario.yaml:{place}" in str(diagnostic)


def test_all_mistakes_are_found_at_once(tmp_path: Path) -> None:
    with pytest.raises(SpecErrors) as caught:
        read(tmp_path, "scenario: 1\nrules:\n  - do: {cut: x}\n  - do: {slow: x}\n  - {}\n")
    assert len(caught.value.diagnostics) == 3


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(OSError):
        read_scenario(tmp_path / "none.yaml")

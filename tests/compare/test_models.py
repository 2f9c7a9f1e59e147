"""What holds of a whole comparison: the catch-alls, the notes, the order of things."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from airsmith.compare import models, sets, solve
from airsmith.compare.constraints import rule_changes
from airsmith.compare.fields import citation
from airsmith.compare.found import NOWHERE
from airsmith.compare.rules import RULES, Level
from airsmith.compare.versions import Version, parse, raised
from airsmith.meaning.contract import Contract
from airsmith.meaning.predicates import Not, Present
from airsmith.meaning.violations import Rule

from spec_pairs import BRUSH, PENCIL, Edit, compared
from support import ROOT
from tiny_contracts import AIR, Only, Tiny

NARROWED = (Edit(BRUSH, "range: [1, 50]", "range: [1, 45]"),)
WIDENED = (Edit(BRUSH, "range: [1, 50]", "range: [1, 60]"),)
MASKED = (Edit(BRUSH, "rules:\n", "rules:\n  - {when: {has: mask}, forbid: [speed]}\n"),)


@pytest.fixture
def nameless(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing has a name, so only requests can speak."""
    monkeypatch.setattr(models, "field_changes", lambda *_: [])
    monkeypatch.setattr(models, "rule_changes", lambda *_: [])
    compared.cache_clear()


@pytest.mark.usefixtures("nameless")
def test_what_no_rule_names_is_reported_all_the_same() -> None:
    assert [(change.rule, change.level) for change in compared((), NARROWED)] == [("requests-narrowed", "break")]
    assert [(change.rule, change.level) for change in compared((), WIDENED)] == [("requests-widened", "minor")]
    assert [change.rule for change in compared((), MASKED)] == ["requests-narrowed"]
    compared.cache_clear()


def test_a_search_that_gives_up_is_danger(monkeypatch: pytest.MonkeyPatch) -> None:
    compared.cache_clear()
    monkeypatch.setattr(solve, "MOST_NODES", 0)
    changes = {change.rule: change for change in compared((), MASKED)}
    assert changes["rule-added"].level == "danger"
    assert changes["rule-added"].note == "The search gave up before it knew."
    assert changes["requests-undecided"].level == "danger"
    compared.cache_clear()


def test_a_request_the_interpreter_does_not_confirm_is_not_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    compared.cache_clear()
    monkeypatch.setattr(sets, "_accepted", lambda request, contract: True)
    assert all(change.proof is None or not change.proof.refused for change in compared((), NARROWED))
    assert "requests-undecided" in {change.rule for change in compared((), NARROWED)}
    compared.cache_clear()


def test_a_rule_that_reports_another_code() -> None:
    """No spec can say that; a new version of a verb could."""
    rule = Rule("forbidden_field", ("flag",), Not(Present(("flag",))), "")
    root = Tiny(0).contract().root
    old = Contract(AIR, "Tiny", root, (Only(rule),), "")
    new = Contract(AIR, "Tiny", root, (Only(replace(rule, code="conflict")),), "")
    assert [(one.rule, one.before, one.after) for one in rule_changes(old, new)] == [
        ("rule-code-changed", "forbidden_field", "conflict")
    ]
    assert list(rule_changes(old, old)) == []


def test_citations_come_and_go() -> None:
    for old, new, rule in (("", "u", "citation-added"), ("u", "", "citation-lost"), ("u", "v", "citation-changed")):
        assert [one.rule for one in citation(old, new, "field", NOWHERE)] == [rule]
    assert not list(citation("u", "u", "field", NOWHERE))


def test_a_rule_that_the_others_imply_changes_nothing() -> None:
    """A mask needs a seed image, and that needs a speed: to say that a mask needs a speed says nothing new."""
    chain = (Edit(BRUSH, "rules:\n", "rules:\n  - {when: {has: seedImage}, require: [speed]}\n"),)
    implied = (*chain, Edit(BRUSH, "rules:\n", "rules:\n  - {when: {has: mask}, require: [speed]}\n"))
    assert [(change.rule, change.level) for change in compared(chain, implied)] == [("rule-added", "none")]
    assert [(change.rule, change.level) for change in compared(implied, chain)] == [("rule-removed", "none")]


def test_a_rule_that_they_do_not_imply_breaks_with_a_request() -> None:
    [change] = compared((), MASKED)
    assert (change.rule, change.level) == ("rule-added", "break")
    assert change.proof is not None
    assert change.proof.request == {
        "taskType": "paint",
        "taskUUID": "x",
        "model": "acme:brush@1",
        "text": "x",
        "seedImage": "x",
        "mask": "x",
        "speed": 0,
    }


def test_a_limit_on_what_a_rule_refused_breaks_nobody() -> None:
    """A rule becomes a limit of the field: other words, the same requests."""
    limited = (Edit(BRUSH, "rules:\n", "rules:\n  - constrain: {steps: {range: [null, 45]}}\n"),)
    changes = compared(limited, NARROWED)
    assert {(change.rule, change.level) for change in changes} == {("max-decreased", "none"), ("rule-removed", "none")}


def test_a_documented_request_is_shown_first() -> None:
    narrower = (Edit(BRUSH, "range: [1, 50]", "range: [1, 30]"), Edit(BRUSH, '"steps": 40', '"steps": 30'))
    [change] = [one for one in compared((), narrower) if one.rule == "max-decreased"]
    assert change.proof is not None
    assert change.proof.documented == "A rough one"


def test_every_value_of_an_enum_has_a_change_of_its_own() -> None:
    more = (Edit(BRUSH, "[flat, rough]", "[flat, rough, soft, wild]"),)
    assert [(one.rule, one.after) for one in compared((), more)] == [
        ("enum-value-added", '"soft"'),
        ("enum-value-added", '"wild"'),
    ]


def test_a_fingerprint_does_not_follow_from_lines() -> None:
    lower = (Edit(BRUSH, "spec: 1\n", "# a line more\nspec: 1\n"), *NARROWED)
    [one], [other] = compared((), NARROWED), compared((), lower)
    assert one.fingerprint == other.fingerprint
    assert one.new != other.new


def test_a_day_decides_what_a_removal_costs() -> None:
    for on, bump in ((date(2026, 5, 31), "break"), (date(2026, 6, 1), "minor"), (None, "minor")):
        [change] = compared((), (Edit(PENCIL),), on=on)
        assert (change.level, change.bump) == ("break", bump)


def test_a_shutdown_that_nobody_checked_lowers_nothing() -> None:
    unchecked = (Edit(PENCIL, ', checked: "2026-11-22"', ""),)
    [change] = compared(unchecked, (Edit(PENCIL),))
    assert change.bump == "break"
    assert change.note == "It was to be shut down on 2026-06-01; nobody has checked whether it was."


@pytest.mark.parametrize(
    ("version", "level", "least"),
    [
        ("1.4.2", "break", "2.0.0"),
        ("1.4.2", "danger", "1.5.0"),
        ("1.4.2", "minor", "1.5.0"),
        ("1.4.2", "patch", "1.4.3"),
        ("1.4.2", "none", "1.4.2"),
        ("0.4.2", "break", "0.5.0"),
        ("0.4.2", "minor", "0.4.3"),
        ("0.4.2", "patch", "0.4.3"),
    ],
)
def test_versions_follow_levels(version: str, level: Level, least: str) -> None:
    assert str(raised(parse(version), level)) == least


@pytest.mark.parametrize("text", ["1", "1.2", "1.2.3-rc.1", "01.2.3", "v1.2.3", ""])
def test_only_release_numbers_are_versions(text: str) -> None:
    with pytest.raises(ValueError, match="is not a version"):
        parse(text)
    assert parse("1.10.0") > Version(1, 9, 9)


def test_the_page_lists_every_rule() -> None:
    page = (ROOT / "docs" / "diff.md").read_text(encoding="utf-8")
    rows = [line.split(" | ") for line in page.splitlines() if line.startswith("| `") and line.count(" | ") == 3]
    shown = {row[0].strip("| `"): (row[1], row[2]) for row in rows if not row[0].startswith("| `break`")}
    assert {rule: (named.level, named.words) for rule, named in RULES.items()} == {
        rule: row for rule, row in shown.items() if rule in RULES
    }
    assert set(RULES) <= set(shown)

"""Every rule about specs: a change it names, one it does not name, and the same change read backwards."""

from __future__ import annotations

import pytest
from airsmith.compare.rules import RULES

from rule_cases import CASES, ELSEWHERE
from spec_pairs import compared

ABOUT_SPECS = [rule for rule, named in RULES.items() if named.area != "surface"]


def test_every_rule_has_a_case() -> None:
    assert set(ABOUT_SPECS) == CASES.keys() | ELSEWHERE.keys()


@pytest.mark.parametrize("rule", CASES)
def test_the_rule_names_its_change(rule: str) -> None:
    case = CASES[rule]
    named = {change.rule: change.level for change in compared(case.before, (*case.before, *case.edits))}
    assert named.get(rule) == case.level, named


@pytest.mark.parametrize("rule", CASES)
def test_the_rule_does_not_name_what_is_like_it(rule: str) -> None:
    case = CASES[rule]
    changes = compared((), case.near)
    assert changes, "the near change is one"
    assert rule not in {change.rule for change in changes}


@pytest.mark.parametrize("rule", [rule for rule in CASES if RULES[rule].mirror])
def test_read_backwards_it_has_its_mirror(rule: str) -> None:
    case = CASES[rule]
    named = {change.rule for change in compared((*case.before, *case.edits), case.before)}
    assert RULES[rule].mirror in named


def test_every_rule_has_a_mirror_or_a_waiver() -> None:
    for rule, named in RULES.items():
        assert bool(named.mirror) != bool(named.waiver), rule
        assert not named.mirror or named.mirror in RULES, rule


def test_a_mirror_of_a_mirror_is_the_rule_or_stands_for_two() -> None:
    for rule, named in RULES.items():
        back = RULES[named.mirror].mirror if named.mirror else rule
        assert back == rule or not back, f"{rule} -> {named.mirror} -> {back}"


@pytest.mark.parametrize("rule", CASES)
def test_each_change_has_places_and_a_fingerprint_of_its_own(rule: str) -> None:
    changes = compared(CASES[rule].before, (*CASES[rule].before, *CASES[rule].edits))
    assert all(change.old or change.new for change in changes)
    assert all(len(change.fingerprint) == 12 for change in changes)
    assert len({change.fingerprint for change in changes}) == len(changes)

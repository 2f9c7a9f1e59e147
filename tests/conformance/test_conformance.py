"""Every judge finds in every conformance case exactly what is written there."""

from __future__ import annotations

import json
from functools import cache

import pytest
from airsmith.meaning.evaluate import violations
from airsmith.meaning.kinds import KINDS, VERBS
from airsmith.meaning.violations import CODES

from cases import FOLDER, Case, case_models, cases
from generated import python_package
from judges import JUDGES, Ask, Judge, agrees

OTHERS = {"conditions", "dimensions", "frames", "presence", "requests", "settings", "shapes", "tuple", "types"}


@cache
def made(judge: Judge) -> Ask:
    return judge.make(case_models())


@pytest.mark.parametrize("judge", JUDGES, ids=str)
@pytest.mark.parametrize("case", cases(), ids=lambda case: case.at)
def test_the_verdict(judge: Judge, case: Case) -> None:
    if judge.takes(case.request):
        verdict = made(judge)(case.request)
        assert agrees(verdict, case.expected), f"{judge}: {verdict}, expected {list(case.expected)}"


def test_the_generated_package_says_it_in_the_same_words() -> None:
    package, contracts = python_package(case_models()), {model.air: model.contract for model in case_models()}
    for case in cases():
        expected = [one.message for one in violations(case.request, contracts)]
        assert [one.message for one in package.violations(case.request)] == expected, case.at


def test_every_kind_has_its_file() -> None:
    wanted = {kind.keyword for kind in KINDS} | {verb.keyword for verb in VERBS} | OTHERS
    assert {path.stem for path in FOLDER.glob("*.yaml")} == wanted


def test_there_are_many_cases_and_none_twice() -> None:
    seen: dict[str, str] = {}
    for case in cases():
        text = case.spec + json.dumps(case.request, sort_keys=True).replace(case.air, "{air}")
        text += "whole" if "whole" in case.at else ""
        assert text not in seen, f"{case.at} is the same as {seen[text]}"
        seen[text] = case.at
    assert len(seen) >= 220


def test_every_code_is_met_and_every_file_has_valid_and_invalid_requests() -> None:
    assert {code for case in cases() for code, _ in case.expected} == set(CODES)
    for path in FOLDER.glob("*.yaml"):
        own = [case for case in cases() if case.at.startswith(f"{path.stem}-")]
        assert any(case.expected for case in own) and any(not case.expected for case in own), path.stem

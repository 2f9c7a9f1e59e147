"""The fast path decides requests of plain JSON alone, both ways, and nothing else."""

from __future__ import annotations

import copy
import json
from collections import UserString, defaultdict
from decimal import Decimal
from typing import Any
from unittest.mock import ANY

import pytest
import runware_openai
from runware_openai import _validate, is_valid

from documented import documented

BASES = [one.request for one in documented()]
WRONG: tuple[Any, ...] = (None, True, 7, 0.5, 2**53, "", "x", "a\ud800", [], ["x", "y"], {}, {"x": 1}, [{"frame": 0}])


class Text(str):
    """A str of one's own."""


def parsed(request: dict[str, Any]) -> dict[str, Any]:
    """The request as json.loads makes it."""
    found: dict[str, Any] = json.loads(json.dumps(request))
    return found


def refused() -> list[dict[str, Any]]:
    """Requests of plain JSON with a fault each: a key taken away, a wrong value, a key too many, at any depth."""
    found: list[dict[str, Any]] = []
    for base in BASES:
        for key in base:
            found.append({name: value for name, value in base.items() if name != key})
            found += [{**base, key: wrong} for wrong in WRONG if key != "model"]
        found += [{**base, "zeta": wrong} for wrong in WRONG]
        found += [{**base, "safety": {"mode": wrong}} for wrong in WRONG]
        found += [{**base, "safety": {"mode": "fast", "zeta": 1}}, {**base, "providerSettings": {"zeta": {}}}]
        found += [{**base, "providerSettings": {"openai": {"zeta": 1}}}, {**base, "model": "nobody:1@1"}]
    return [request for request in map(parsed, found) if runware_openai.violations(request)]


@pytest.fixture
def no_full_path(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> list[object]:
        raise AssertionError("the full path was asked")

    for base in BASES:
        is_valid(base)
    monkeypatch.setattr(_validate, "violations", refuse)


@pytest.mark.usefixtures("no_full_path")
@pytest.mark.parametrize("base", BASES, ids=lambda base: base["taskUUID"])
def test_a_valid_request_needs_no_full_path(base: dict[str, Any]) -> None:
    assert is_valid(parsed(base)) is True


def test_neither_does_one_that_is_refused(request: pytest.FixtureRequest) -> None:
    wrong = refused()
    assert len(wrong) > 500
    request.getfixturevalue("no_full_path")
    for one in wrong:
        assert is_valid(one) is False, one


def test_unknown_keys_that_may_pass_are_for_the_full_path() -> None:
    for base in BASES:
        assert is_valid({**base, "zeta": 1}, allow_unknown=True) is True
        assert is_valid({**base, "zeta": 1, "taskUUID": 1}, allow_unknown=True) is False
        assert is_valid({name: base[name] for name in base if name != "taskUUID"}, allow_unknown=True) is False


@pytest.mark.parametrize("base", BASES, ids=lambda base: base["taskUUID"])
def test_a_subclass_is_never_refused_for_being_one(base: dict[str, Any]) -> None:
    for key, value in base.items():
        if isinstance(value, str):
            assert is_valid({**base, key: Text(value)}) is True, key
        if isinstance(value, dict):
            assert is_valid({**base, key: defaultdict(dict, copy.deepcopy(value))}) is True, key


@pytest.mark.parametrize("base", BASES, ids=lambda base: base["taskUUID"])
def test_what_only_equals_a_legal_value_never_passes(base: dict[str, Any]) -> None:
    for key, value in base.items():
        assert is_valid({**base, key: ANY}) is False, key
        if isinstance(value, str):
            assert is_valid({**base, key: UserString(value)}) is False, key
        if isinstance(value, int):
            assert is_valid({**base, key: Decimal(value)}) is False, key
            assert is_valid({**base, key: complex(value)}) is False, key

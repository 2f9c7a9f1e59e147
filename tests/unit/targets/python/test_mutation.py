"""Nothing a caller passes is changed, whatever its type; and the verdict is the oracle's."""

from __future__ import annotations

import copy
from collections import ChainMap, OrderedDict, defaultdict
from collections.abc import Callable
from decimal import Decimal
from types import MappingProxyType
from typing import Any

import pytest
import runware_openai
from airsmith.meaning.evaluate import violations as oracle

from documented import documented
from support import own_models

CONTRACTS = {model.air: model.contract for model in own_models()}
BASES = [copy.deepcopy(one.request) for one in documented()]
SHARED: dict[str, Any] = {"openai": {}}


class Text(str):
    """A str of one's own."""


class Number(int):
    """An int of one's own."""


class Items(list[Any]):
    """A list of one's own."""


class Fields(dict[str, Any]):
    """A dict of one's own."""


class Growing(dict[str, Any]):
    """A dict that adds what it is asked for."""

    def __missing__(self, key: str) -> Any:
        self[key] = {}
        return self[key]


def grown(value: dict[str, Any]) -> defaultdict[str, Any]:
    return defaultdict(dict, value)


def ordered(value: dict[str, Any]) -> OrderedDict[str, Any]:
    return OrderedDict(value)


OBJECTS: list[Callable[[dict[str, Any]], Any]] = [grown, ordered, Fields, Growing, dict]


def converted(value: Any, make: Callable[[dict[str, Any]], Any], subclass: bool) -> Any:
    """The same value in other types, all the way down."""
    if isinstance(value, dict):
        return make({key: converted(inner, make, subclass) for key, inner in value.items()})
    if isinstance(value, list):
        found = [converted(inner, make, subclass) for inner in value]
        return Items(found) if subclass else found
    if isinstance(value, str):
        return Text(value) if subclass else value
    if isinstance(value, int) and not isinstance(value, bool):
        return Number(value) if subclass else value
    return value


def snapshot(value: Any) -> Any:
    """Value, type and order, all the way down."""
    if isinstance(value, dict):
        return type(value), [(key, snapshot(inner)) for key, inner in value.items()]
    if isinstance(value, list):
        return type(value), [snapshot(inner) for inner in value]
    return type(value), value


def check(request: Any) -> None:
    """Ask everything there is to ask; compare with the oracle, and with the request before."""
    before = snapshot(request)
    expected = oracle(copy.deepcopy(request), CONTRACTS)
    found = runware_openai.violations(request)
    assert [(one.code, one.path, one.message) for one in found] == [
        (one.code, one.path, one.message) for one in expected
    ]
    assert runware_openai.is_valid(request) is not expected
    assert runware_openai.is_valid(request) == (not expected)
    runware_openai.is_valid(request, allow_unknown=True)
    runware_openai.violations(request, allow_unknown=True)
    runware_openai.warnings(request)
    try:
        runware_openai.validate(request)
    except runware_openai.ValidationError as error:
        assert expected
        str(error)
    else:
        assert not expected
    assert snapshot(request) == before


def faults(request: dict[str, Any]) -> list[dict[str, Any]]:
    """The request, and the request with a thing wrong at each of its keys."""
    found = [request]
    for key in request:
        found.append({name: value for name, value in request.items() if name != key})
        found += [{**request, key: wrong} for wrong in (None, True, [], {}, "", 10**30, 1.5)]
    found += [
        {**request, "safety": {}},
        {**request, "safety": {"mode": "fast", "more": 1}},
        {**request, "providerSettings": {}},
        {**request, "providerSettings": {"openai": {}}},
        {**request, "providerSettings": {"openai": {"quality": "HD"}, "other": {}}},
        {**request, "frameImages": [{}]},
        {**request, "frameImages": [{"inputImage": "x", "frame": 0}]},
        {**request, "zeta": {}, "alpha": {}},
    ]
    return found


@pytest.mark.parametrize("make", OBJECTS, ids=lambda make: make.__name__)
@pytest.mark.parametrize("subclass", [False, True])
def test_nothing_is_changed_and_the_verdict_is_the_oracles(
    make: Callable[[dict[str, Any]], Any], subclass: bool
) -> None:
    for base in BASES:
        for request in faults(base):
            check(converted(request, make, subclass))


@pytest.mark.parametrize("make", OBJECTS, ids=lambda make: make.__name__)
def test_an_object_with_next_to_nothing_in_it(make: Callable[[dict[str, Any]], Any]) -> None:
    check(make({}))
    for model in CONTRACTS:
        check(make({"model": model}))


def test_objects_that_requests_share_stay_as_they_are() -> None:
    for base in BASES:
        request = {**base, "providerSettings": SHARED, "safety": SHARED["openai"]}
        check(request)
        assert request["providerSettings"] is SHARED
    assert SHARED == {"openai": {}}


@pytest.mark.parametrize(
    "odd",
    [
        Decimal("1024"),
        (1024,),
        (1024, 768),
        {1024},
        b"1024",
        complex(1024),
        float("nan"),
        float("inf"),
        object(),
        ChainMap({}),
        MappingProxyType({}),
        range(3),
        {1: 2},
    ],
    ids=lambda odd: type(odd).__name__,
)
def test_what_json_does_not_have_is_a_wrong_type_and_not_a_crash(odd: Any) -> None:
    for base in BASES:
        for key in [*base, "safety", "frameImages", "providerSettings"]:
            request = {**base, key: odd}
            expected = oracle(request, CONTRACTS)
            found = runware_openai.violations(request)
            assert [(one.code, one.path) for one in found] == [(one.code, one.path) for one in expected]
            assert [one.message for one in found] == [one.message for one in expected]
            assert runware_openai.is_valid(request) is False
    assert not runware_openai.is_valid(odd)
    assert [one.code for one in runware_openai.violations(odd)] == ["wrong_type"]
    assert [one.message for one in runware_openai.violations(odd)] == [one.message for one in oracle(odd, CONTRACTS)]


class Sly(dict[str, Any]):
    """A dict that says one thing and holds another."""

    def __getitem__(self, key: str) -> Any:
        raise RuntimeError("nobody should call this")

    def get(self, key: str, default: Any = None) -> Any:
        return default


def test_a_dict_that_misbehaves_is_refused_or_raises_what_it_raises() -> None:
    try:
        assert runware_openai.is_valid(Sly(BASES[0])) is False
    except RuntimeError as error:
        assert "nobody should" in str(error)

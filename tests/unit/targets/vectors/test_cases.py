"""Requests become vectors once each, under ids of their own, as text where their spelling counts."""

from __future__ import annotations

import json
from typing import Any

import pytest
from airsmith.meaning.contract import Contract
from airsmith.meaning.shapes import About, Object
from airsmith.targets.vectors.cases import Case, Vector, judged, spelled, with_spelling

MODEL = Contract("acme:1@1", "Brush", Object((), About("", "Brush")), (), "")


def vectors(*cases: Case) -> list[Vector]:
    return list(judged(cases, {MODEL.air: MODEL}))


def test_a_request_is_there_once() -> None:
    found = vectors(Case("a", "first", {"x": 1}), Case("b", "second", {"x": 1}), Case("c", "third", {"x": 2}))
    assert [one.id for one in found] == ["a/first", "c/third"]


def test_another_order_or_spelling_is_another_request() -> None:
    found = vectors(
        Case("a", "x", {"x": 1, "y": 2}), Case("a", "y", {"y": 2, "x": 1}), spelled("a", "z", '{"x":1,"y":2}')
    )
    assert len(found) == 3


def test_ids_are_made_to_differ() -> None:
    found = vectors(Case("a", "x y", 1), Case("a", "x/y", 2), Case("a", "x-y", 3), Case("a", "", 4))
    assert [one.id for one in found] == ["a/x-y", "a/x-y-2", "a/x-y-3", "a/empty"]


def test_the_violations_are_those_of_the_reference_interpreter() -> None:
    (found,) = vectors(Case("a", "b", {"model": "acme:1@1", "x": 1}))
    assert [(one.code, one.path) for one in found.violations] == [("unknown_field", "/model"), ("unknown_field", "/x")]


@pytest.mark.parametrize(
    "value", [1, -0.5, True, None, "é\U0001f44d\u2028\0", 2**53 - 1, [1, {"a": []}], {"": "x"}], ids=ascii
)
def test_what_every_library_reads_alike_stands_there_as_itself(value: Any) -> None:
    (found,) = vectors(Case("a", "b", {"x": value}))
    assert not found.spelled
    assert json.loads(found.text) == {"x": value}


@pytest.mark.parametrize("value", [1.0, -0.0, 2**53, 1e300, "\ud800", ["a\udfff"], {"a": [2.0]}], ids=ascii)
def test_what_a_library_may_change_stands_there_as_text(value: Any) -> None:
    (found,) = vectors(Case("a", "b", {"x": value}))
    assert found.spelled
    assert found.text.isascii()
    assert json.loads(found.text) == {"x": value}


def test_a_spelling_is_put_where_it_belongs() -> None:
    found = with_spelling("a", "b", lambda value: {"x": [value], "y": "z"}, "1e400")
    assert found.text == '{"x": [1e400], "y": "z"}'
    assert found.request == {"x": [float("inf")], "y": "z"}

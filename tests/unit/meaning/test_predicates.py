"""What predicates mean, what they read, and that their schema fragments mean the same."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from airsmith.meaning.evaluate import holds
from airsmith.meaning.fragments import predicate_fragment
from airsmith.meaning.patterns import parse
from airsmith.meaning.predicates import (
    ALWAYS,
    All,
    AnyOf,
    AtMost,
    Compare,
    Count,
    In,
    Length,
    Matches,
    Not,
    Predicate,
    Present,
    RowIn,
    Value,
    both,
    paths_read,
    rebase,
)
from jsonschema import Draft202012Validator

from cases import case_models, cases

A, B = ("a",), ("a", "b")
ROWS = RowIn((("w",), ("h",)), ((1, 2), (3, 4)))


@pytest.mark.parametrize(
    ("predicate", "value", "true"),
    [
        (Present(A), {"a": 0}, True),
        (Present(A), {"a": None}, False),
        (Present(A), {}, False),
        (Present(B), {"a": {"b": False}}, True),
        (Present(B), {"a": [1]}, False),
        (Present(B), "text", False),
        (In(A, (1, "x")), {"a": 1.0}, True),
        (In(A, (1, "x")), {"a": True}, False),
        (In(A, (1, "x")), {}, False),
        (ROWS, {"w": 1, "h": 2.0}, True),
        (ROWS, {"w": 1, "h": 4}, False),
        (ROWS, {"w": True, "h": 2}, False),
        (ROWS, {"w": 1}, False),
        (Compare(Value(A), ">=", 2), {"a": 2}, True),
        (Compare(Value(A), "<=", 2), {"a": 2.5}, False),
        (Compare(Value(A), "<=", 2), {"a": True}, False),
        (Compare(Value(A), "<=", 2), {"a": float("nan")}, False),
        (Compare(Value(A), "<=", 2), {}, False),
        (Compare(Length(A), ">=", 2), {"a": "ab"}, True),
        (Compare(Length(A), ">=", 0), {"a": []}, False),
        (Compare(Count(A), "<=", 1), {"a": [1, 2]}, False),
        (Compare(Count(A), ">=", 0), {"a": "text"}, False),
        (Matches(A, parse("[a-z]")), {"a": "x"}, True),
        (Matches(A, parse("[a-z]")), {"a": "x\n"}, False),
        (Matches(A, parse("[a-z]")), {"a": 1}, False),
        (AtMost(A, 1, In(("f",), ("x",))), {"a": [{"f": "x"}, {"f": "y"}, "f"]}, True),
        (AtMost(A, 1, In(("f",), ("x",))), {"a": [{"f": "x"}, {"f": "x"}]}, False),
        (AtMost(A, 1, ALWAYS), {"a": "text"}, False),
        (ALWAYS, None, True),
        (AnyOf(()), {}, False),
        (Not(Present(A)), {}, True),
        (All((Present(A), Present(B))), {"a": {}}, False),
        (AnyOf((Present(A), Present(B))), {"a": {}}, True),
    ],
)
def test_when_a_predicate_is_true(predicate: Predicate, value: object, true: bool) -> None:
    assert holds(predicate, value) is true


EVERY = All(
    (
        Present(A),
        Compare(Length(B), ">=", 1),
        In(A, (1,)),
        ROWS,
        Matches(B, parse("a")),
        Not(AtMost(A, 1, ALWAYS)),
        AnyOf((Present(B),)),
    )
)


def test_the_paths_a_predicate_reads() -> None:
    assert list(paths_read(EVERY)) == [A, B, A, ("w",), ("h",), B, A, B]


def test_a_predicate_about_a_value_elsewhere() -> None:
    moved = rebase(EVERY, ("x",))
    assert list(paths_read(moved)) == [("x", *path) for path in paths_read(EVERY)]
    value = {"a": {"b": "a"}, "w": 1, "h": 2}
    for part, other in zip(EVERY.parts, moved.parts if isinstance(moved, All) else (), strict=True):
        assert holds(part, value) == holds(other, {"x": value})


def test_both_adds_nothing_for_what_always_holds() -> None:
    assert both(ALWAYS, Present(A)) == both(Present(A), ALWAYS) == Present(A)
    assert both(ALWAYS, ALWAYS) == ALWAYS
    assert both(Present(A), Present(B)) == All((Present(A), Present(B)))


def conditions() -> Iterator[tuple[str, Predicate]]:
    """What rules ask of a request; how many items are such is said by the fragment of its kind alone."""
    for model in case_models():
        for rule in model.contract.rules:
            for predicate in (rule.applies, rule.holds):
                if "AtMost(" not in repr(predicate):
                    yield model.air, predicate


def test_the_fragment_of_a_predicate_is_valid_exactly_where_it_holds() -> None:
    """On requests whose fields have their own types, as rules see them."""
    asked = 0
    for air, predicate in conditions():
        validator = Draft202012Validator(predicate_fragment(predicate))
        for case in cases():
            typed = not {"wrong_type", "malformed_text"} & {code for code, _ in case.expected}
            if case.air == air and isinstance(case.request, dict) and typed:
                asked += 1
                assert validator.is_valid(case.request) == holds(predicate, case.request), (case.at, predicate)
    assert asked > 500

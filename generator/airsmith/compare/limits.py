"""What limits one value: the checks of a shape, told apart by what they measure, and how two sets of them differ."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, assert_never

from ..meaning.kinds.const import ConstKind
from ..meaning.kinds.step import StepKind
from ..meaning.predicates import (
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
    Term,
    Value,
)
from ..meaning.shapes import Shape
from ..meaning.values import Scalar, listing, same, show

MOST_NAMED: Final = 12
"""More values than this are named in one change."""


@dataclass(frozen=True)
class Limit:
    """``measure`` says what is limited; ``words`` are the limit itself."""

    measure: str
    predicate: Predicate
    words: str
    bound: int | float | None = None


@dataclass(frozen=True)
class Step:
    """One difference: ``focus`` holds of exactly the values it is about."""

    rule: str
    wider: bool | None
    focus: Predicate | None
    before: str
    after: str


def differences(old: Shape, new: Shape) -> Iterator[Step]:
    """How the limits of two shapes of one type differ."""
    before, after = _limits(old), _limits(new)
    for measure in dict.fromkeys((*before, *after)):
        left, right = before.get(measure), after.get(measure)
        if left is None and right is not None:
            yield _introduced(right)
        elif right is None and left is not None:
            yield _dropped(left)
        elif left is not None and right is not None and left.predicate != right.predicate:
            yield from _changed(left, right, _is_const(old) and _is_const(new), _has_steps(old) or _has_steps(new))


def _limits(shape: Shape) -> dict[str, Limit]:
    found = [limit for check in shape.checks for limit in _parts(check.holds)]
    return {limit.measure: limit for limit in found}


def _parts(predicate: Predicate) -> Iterator[Limit]:
    match predicate:
        case All(parts):
            for part in parts:
                yield from _parts(part)
        case Compare(term, operator, bound):
            end = "minimum" if operator == ">=" else "maximum"
            yield Limit(f"{end} {_unit(term)}".strip(), predicate, str(bound), bound)
        case In(_, values):
            yield Limit("values", predicate, _listed(values))
        case Matches(_, pattern):
            yield Limit("pattern", predicate, pattern.text)
        case AtMost(_, limit):
            yield Limit(f"items {predicate.item!r}", predicate, f"at most {limit} of a kind")
        case Present() | RowIn() | AnyOf() | Not():
            yield Limit(repr(predicate), predicate, "a condition")
        case _:
            assert_never(predicate)


def _unit(term: Term) -> str:
    match term:
        case Value():
            return ""
        case Length():
            return "length"
        case Count():
            return "count"
        case _:
            assert_never(term)


def _listed(values: tuple[Scalar, ...]) -> str:
    words = [word(value) for value in values]
    return listing(words) if len(words) <= MOST_NAMED else f"{len(words)} values from {words[0]} to {words[-1]}"


def word(value: Scalar) -> str:
    """A value of a spec as a report shows it."""
    return f'"{value}"' if isinstance(value, str) else str(value) if isinstance(value, float) else show(value)


def _is_const(shape: Shape) -> bool:
    return any(isinstance(kind, ConstKind) for kind in shape.kinds)


def _has_steps(shape: Shape) -> bool:
    return any(isinstance(kind, StepKind) for kind in shape.kinds)


def _introduced(limit: Limit) -> Step:
    rule = "pattern-added" if limit.measure == "pattern" else "limit-introduced"
    return Step(rule, False, Not(limit.predicate), "", _said(limit))


def _dropped(limit: Limit) -> Step:
    rule = "pattern-removed" if limit.measure == "pattern" else "limit-dropped"
    return Step(rule, True, Not(limit.predicate), _said(limit), "")


def _said(limit: Limit) -> str:
    return f"{limit.measure} {limit.words}" if limit.bound is not None else limit.words


def _changed(old: Limit, new: Limit, const: bool, steps: bool) -> Iterator[Step]:
    match old.predicate, new.predicate:
        case Compare(_, operator, bound), Compare(_, _, other):
            yield _moved(old, new, upper=operator == "<=", higher=other > bound)
        case In(path, values), In(_, others) if not const and not steps:
            yield from _relisted(path, values, others)
        case In(), In() if const:
            yield Step("const-changed", None, None, old.words, new.words)
        case Matches(), Matches():
            yield Step("pattern-changed", None, None, old.words, new.words)
        case _:
            yield Step("limit-introduced", None, None, old.words, new.words)


def _moved(old: Limit, new: Limit, *, upper: bool, higher: bool) -> Step:
    end, wider = ("max", higher) if upper else ("min", not higher)
    rule = f"{end}-{'increased' if higher else 'decreased'}"
    return Step(rule, wider, Not(old.predicate if wider else new.predicate), _said(old), _said(new))


def _relisted(path: tuple[str, ...], old: tuple[Scalar, ...], new: tuple[Scalar, ...]) -> Iterator[Step]:
    gone = [value for value in old if not any(same(value, kept) for kept in new)]
    come = [value for value in new if not any(same(value, known) for known in old)]
    for group in _groups(gone):
        yield Step("enum-value-removed", False, In(path, group), _listed(group), "")
    for group in _groups(come):
        yield Step("enum-value-added", True, In(path, group), "", _listed(group))


def _groups(values: list[Scalar]) -> list[tuple[Scalar, ...]]:
    """Each value on its own, or all in one where there are many."""
    return [(value,) for value in values] if len(values) <= MOST_NAMED else [tuple(values)]

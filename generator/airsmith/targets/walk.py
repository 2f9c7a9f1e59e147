"""Walking shapes: which patterns occur, and how objects and arrays below a request are named in code."""

from __future__ import annotations

from collections.abc import Iterator

from ..meaning.patterns import Pattern
from ..meaning.predicates import All, AnyOf, AtMost, Matches, Not, Predicate
from ..meaning.shapes import Array, Object, Shape, Union
from ..meaning.violations import Rule


def patterns(shape: Shape) -> Iterator[Pattern]:
    """Every pattern a value of the shape is matched against."""
    for check in shape.checks:
        yield from predicate_patterns(check.holds)
    match shape:
        case Object(properties):
            for field in properties:
                yield from patterns(field.shape)
        case Array(items):
            yield from patterns(items)
        case Union(branches):
            for branch in branches:
                yield from patterns(branch)
        case _:
            return


def rule_patterns(rule: Rule) -> Iterator[Pattern]:
    yield from predicate_patterns(rule.applies)
    yield from predicate_patterns(rule.holds)


def predicate_patterns(predicate: Predicate) -> Iterator[Pattern]:
    match predicate:
        case Matches(_, pattern):
            yield pattern
        case All(parts) | AnyOf(parts):
            for part in parts:
                yield from predicate_patterns(part)
        case Not(part) | AtMost(_, _, part):
            yield from predicate_patterns(part)
        case _:
            return


def objects(shape: Object, names: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], Object]]:
    """Every object below a request with the names that lead to it, inner ones first."""
    for field in shape.properties:
        inner = as_object(field.shape)
        if inner is not None:
            yield from objects(inner, (*names, field.name))
    yield names, shape


def as_object(shape: Shape) -> Object | None:
    """The object a value of the shape is, or an item of it is."""
    match shape:
        case Object():
            return shape
        case Array(items):
            return as_object(items)
        case Union(branches):
            return next((found for branch in branches if (found := as_object(branch)) is not None), None)
        case _:
            return None

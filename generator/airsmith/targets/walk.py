"""Walking a contract: which predicates occur, and which objects there are below a request."""

from __future__ import annotations

from collections.abc import Iterator

from ..meaning.contract import Contract
from ..meaning.patterns import Pattern
from ..meaning.predicates import All, AnyOf, AtMost, Matches, Not, Predicate
from ..meaning.shapes import Array, Object, Shape, Union


def leaves(contract: Contract) -> Iterator[Predicate]:
    """Every predicate that a request to the model is put to, taken apart to those that hold no other."""
    for predicate in _of_shape(contract.root):
        yield from _leaves(predicate)
    for rule in (*contract.rules, *contract.warnings):
        yield from _leaves(rule.applies)
        yield from _leaves(rule.holds)


def patterns(contract: Contract) -> Iterator[Pattern]:
    """Every pattern a value is matched against."""
    return (leaf.pattern for leaf in leaves(contract) if isinstance(leaf, Matches))


def _of_shape(shape: Shape) -> Iterator[Predicate]:
    for check in shape.checks:
        yield check.holds
    match shape:
        case Object(properties):
            for field in properties:
                yield from _of_shape(field.shape)
        case Array(items):
            yield from _of_shape(items)
        case Union(branches):
            for branch in branches:
                yield from _of_shape(branch)
        case _:
            return


def _leaves(predicate: Predicate) -> Iterator[Predicate]:
    match predicate:
        case All(parts) | AnyOf(parts):
            for part in parts:
                yield from _leaves(part)
        case Not(part) | AtMost(_, _, part):
            yield from _leaves(part)
        case _:
            yield predicate


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

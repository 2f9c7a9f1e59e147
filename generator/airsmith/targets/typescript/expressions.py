"""Shapes and predicates as TypeScript expressions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final, assert_never
from zlib import crc32

from ...meaning.patterns import Pattern
from ...meaning.predicates import (
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
from ...meaning.shapes import Array, Boolean, Integer, Media, Number, Object, Shape, String, Union
from ...meaning.values import Path, Row, Scalar
from ..printer import PRETTIER, flat
from .literals import scalar, string
from .logic import Atom, Bool, Call, Every, Some, document, every, opposite, some

FIELDS: Final = "f"
"""The object that holds the fields of a request and nothing else."""
KEPT: Final = "$"
"""Before the name of a field: the variable that holds its value. As the name of an object: the fields so kept."""

LONGEST_CHAIN: Final = 16
"""More values than this stand in a set."""


def accepts(shape: Shape, name: str) -> Bool:
    """The test that a value of any type has the shape of a scalar."""
    checks = [holds(check.holds, name, shape) for check in shape.checks]
    # What equals a listed value has its type, unless another check looks at the value too.
    listed = bool(shape.checks) and all(isinstance(check.holds, In) for check in shape.checks)
    match shape:
        case String() | Media():
            if listed:
                return every(checks)
            clean = any(isinstance(check.holds, In | Matches) for check in shape.checks)
            return every([Atom(f"typeof {name}", "===", '"string"'), *checks, *([] if clean else [_is_text(name)])])
        case Integer():
            return every(checks if listed else [Call(f"isInteger({name})"), *checks])
        case Number():
            return every(checks if listed else [Call(f"isNumber({name})"), *checks])
        case Boolean():
            return every(checks if listed else [Atom(f"typeof {name}", "===", '"boolean"')])
        case Array() | Object() | Union():
            raise TypeError(f"{type(shape).__name__} is not a scalar")
        case _:
            assert_never(shape)


def owns(name: str) -> str:
    """The test that the ``key`` of a loop over an object is its own.

    In this form engines need not look for a key that they just told, wherever the code ends up: a bundler may make
    constants of a module variables, through which they do not see.
    """
    return f"Object.prototype.hasOwnProperty.call({name}, key)"


def _is_text(name: str) -> Bool:
    return Call(f"isText({name})")


def has_type(shape: Shape, name: str) -> Bool:
    """The test for the JSON type alone."""
    match shape:
        case String() | Media():
            return Atom(f"typeof {name}", "===", '"string"')
        case Integer():
            return Call(f"isInteger({name})")
        case Number():
            return Call(f"isNumber({name})")
        case Boolean():
            return Atom(f"typeof {name}", "===", '"boolean"')
        case Array():
            return Call(f"isArray({name})")
        case Object():
            return Call(f"isObject({name})")
        case Union(branches):
            return some(has_type(branch, name) for branch in branches)
        case _:
            assert_never(shape)


def holds(predicate: Predicate, name: str, shape: Shape | None = None) -> Bool:
    """The predicate about the value in ``name``, whose type is that of the shape, or the request's where there is none."""
    cast = shape is None
    match predicate:
        case Present(path):
            return Atom(at(path, name), "!==", "undefined")
        case In(path, values):
            return member(at(path, name), _of_type(values, shape))
        case RowIn(paths, rows):
            first, second = (at(path, name) for path in paths)
            return _rows(first, second, rows)
        case Compare(term, operator, bound):
            return _compare(term, operator, bound, name, cast)
        case Matches(path, pattern):
            value = at(path, name)
            return Call(f"{pattern_name(pattern)}.test({value}{' as string' if cast else ''})", positive=False)
        case AtMost(path, limit, item):
            items = f"({at(path, name)} as unknown[])" if cast else at(path, name)
            return Atom(f"{items}.filter((item) => {_one_line(holds(item, 'item'))}).length", "<=", str(limit))
        case All(parts):
            return every(holds(part, name, shape) for part in parts) if parts else Every(())
        case AnyOf(parts):
            return some(holds(part, name, shape) for part in parts) if parts else Some(())
        case Not(part):
            return opposite(holds(part, name, shape))
        case _:
            assert_never(predicate)


def _one_line(expression: Bool) -> str:
    return flat(document(expression), PRETTIER)


def _of_type(values: tuple[Scalar, ...], shape: Shape | None) -> tuple[Scalar, ...]:
    """The listed values that a value of the shape's type can equal."""
    if shape is None or isinstance(shape, Array | Object | Union):
        return values
    words = isinstance(shape, String | Media)
    return tuple(value for value in values if isinstance(value, str) == words)


def at(path: Path, name: str) -> str:
    """The value at a path, undefined where it is absent."""
    if not path:
        return name
    first, *rest = path
    if name == KEPT:
        return f"at({KEPT}{first}, {', '.join(map(string, rest))})" if rest else f"{KEPT}{first}"
    if not rest and name in ("r", FIELDS):
        return f"{name}.{path[0]}"
    return f"at({name}, {', '.join(map(string, path))})"


def member(name: str, values: tuple[Scalar, ...]) -> Bool:
    """One of the values: compared one by one, or looked up where they are many."""
    if len(values) > LONGEST_CHAIN:
        return Call(f"{set_name(values)}.has({name})")
    return some(Atom(name, "===", scalar(value)) for value in values)


def set_name(values: tuple[Scalar, ...]) -> str:
    """The name of the constant that holds many values."""
    return f"VALUES_{crc32(repr(values).encode()):08X}"


def long_sets(leaves: Iterable[Predicate]) -> dict[str, tuple[Scalar, ...]]:
    """Name -> values of the constants that these predicates may refer to."""
    found: dict[str, tuple[Scalar, ...]] = {}
    for leaf in leaves:
        for values in _spellings(leaf.values) if isinstance(leaf, In) else ():
            if len(values) > LONGEST_CHAIN:
                found[set_name(values)] = values
    return found


def _spellings(values: tuple[Scalar, ...]) -> Iterator[tuple[Scalar, ...]]:
    """All of the values, and those that text or anything else can equal."""
    yield values
    yield from (tuple(value for value in values if isinstance(value, str) == words) for words in (True, False))


def _rows(first: str, second: str, rows: tuple[Row, ...]) -> Bool:
    """Pairs as comparisons grouped by their first value."""
    groups: dict[int, list[Scalar]] = {}
    for left, right in rows:
        groups.setdefault(left, []).append(right)
    return some(every([Atom(first, "===", str(left)), member(second, tuple(groups[left]))]) for left in groups)


def _compare(term: Term, operator: str, bound: int | float, name: str, cast: bool) -> Bool:
    value = at(term.path, name)
    match term:
        case Value():
            left = f"({value} as number)" if cast else value
            return Atom(left, ">=" if operator == ">=" else "<=", scalar(bound))
        case Length():
            text = f"{value} as string" if cast else value
            if (operator, bound) == (">=", 1) and not cast:
                return Atom(value, "!==", '""')
            return Call(f"{'atLeast' if operator == '>=' else 'atMost'}({text}, {bound})")
        case Count():
            left = f"({value} as unknown[]).length" if cast else f"{value}.length"
            return Atom(left, ">=" if operator == ">=" else "<=", scalar(bound))
        case _:
            assert_never(term)


def pattern_name(pattern: Pattern) -> str:
    """The name of the regular expression that finds what a pattern does not match."""
    return f"NOT_{crc32(pattern.text.encode()):08X}"

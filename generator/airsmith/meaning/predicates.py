"""The executable meaning of every rule: a closed set of nodes over paths.

A path is a tuple of property names from the request's root; the empty path is the value a
check was given. A term at a path that is absent, or of the wrong type, makes its predicate
false: no predicate ever raises.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, TypeAlias, assert_never

from .patterns import Pattern
from .values import Path, Row, Scalar


@dataclass(frozen=True)
class Value:
    """The number or string itself."""

    path: Path = ()


@dataclass(frozen=True)
class Length:
    """The number of code points of a string."""

    path: Path = ()


@dataclass(frozen=True)
class Count:
    """The number of items of an array."""

    path: Path = ()


Term: TypeAlias = Value | Length | Count


@dataclass(frozen=True)
class Present:
    """The key is there and its value is not null."""

    path: Path


@dataclass(frozen=True)
class Compare:
    term: Term
    operator: Literal[">=", "<="]
    bound: int | float


@dataclass(frozen=True)
class In:
    path: Path
    values: tuple[Scalar, ...]


@dataclass(frozen=True)
class RowIn:
    """The values at ``paths``, taken together, are one of ``rows``."""

    paths: tuple[Path, ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class Matches:
    path: Path
    pattern: Pattern


@dataclass(frozen=True)
class AtMost:
    """At most ``limit`` items of the array at ``path`` satisfy ``item``, whose paths start at the item."""

    path: Path
    limit: int
    item: Predicate


@dataclass(frozen=True)
class All:
    parts: tuple[Predicate, ...]


@dataclass(frozen=True)
class AnyOf:
    parts: tuple[Predicate, ...]


@dataclass(frozen=True)
class Not:
    part: Predicate


Predicate: TypeAlias = Present | Compare | In | RowIn | Matches | AtMost | All | AnyOf | Not

ALWAYS = All(())


def paths_read(predicate: Predicate) -> Iterator[Path]:
    """Every path the predicate looks at, as often as it does."""
    match predicate:
        case Present(path) | In(path) | Matches(path) | AtMost(path):
            yield path
        case Compare(term):
            yield term.path
        case RowIn(paths):
            yield from paths
        case All(parts) | AnyOf(parts):
            for part in parts:
                yield from paths_read(part)
        case Not(part):
            yield from paths_read(part)
        case _:
            assert_never(predicate)


def rebase(predicate: Predicate, base: Path) -> Predicate:
    """The same predicate about the value at ``base``."""
    match predicate:
        case Present(path):
            return Present(base + path)
        case Compare(term, operator, bound):
            return Compare(type(term)(base + term.path), operator, bound)
        case In(path, values):
            return In(base + path, values)
        case RowIn(paths, rows):
            return RowIn(tuple(base + path for path in paths), rows)
        case Matches(path, pattern):
            return Matches(base + path, pattern)
        case AtMost(path, limit, item):
            return AtMost(base + path, limit, item)
        case All(parts):
            return All(tuple(rebase(part, base) for part in parts))
        case AnyOf(parts):
            return AnyOf(tuple(rebase(part, base) for part in parts))
        case Not(part):
            return Not(rebase(part, base))
        case _:
            assert_never(predicate)


def both(left: Predicate, right: Predicate) -> Predicate:
    """Both hold; nothing is added for a predicate that always does."""
    parts = tuple(part for part in (left, right) if part != ALWAYS)
    return parts[0] if len(parts) == 1 else All(parts)

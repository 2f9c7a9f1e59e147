"""What predicates look at in a value: the points where their answer can turn."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import assert_never

from ..meaning.patterns import Pattern
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
from ..meaning.values import Path


@dataclass(frozen=True)
class Marks:
    """The points of one place: ends of numbers, lengths and counts, listed values, patterns, item limits."""

    numbers: tuple[int | float, ...] = ()
    lengths: tuple[int, ...] = ()
    counts: tuple[int, ...] = ()
    words: tuple[str, ...] = ()
    patterns: tuple[Pattern, ...] = ()
    items: tuple[AtMost, ...] = ()


def unary(predicate: Predicate) -> Iterator[Predicate]:
    """The questions about one path each that a predicate is made of.

    Its truth follows from theirs: two requests that answer all of them alike are one to the predicate.
    """
    match predicate:
        case Present() | Compare() | In() | Matches() | AtMost():
            yield predicate
        case RowIn(paths, rows):
            for i, path in enumerate(paths):
                yield from (In(path, (value,)) for value in dict.fromkeys(row[i] for row in rows))
        case All(parts) | AnyOf(parts):
            for part in parts:
                yield from unary(part)
        case Not(part):
            yield from unary(part)
        case _:
            assert_never(predicate)


def path_of(atom: Predicate) -> Path:
    """The path that a question of ``unary`` is about."""
    match atom:
        case Present(path) | In(path) | Matches(path) | AtMost(path):
            return path
        case Compare(term):
            return term.path
        case RowIn() | All() | AnyOf() | Not():
            raise TypeError(atom)
        case _:
            assert_never(atom)


def marks(atoms: Iterable[Predicate]) -> Marks:
    """The points of questions that are all about one place."""
    found = Marks()
    for atom in dict.fromkeys(atoms):
        match atom:
            case Compare(term, _, bound):
                found = _bounded(found, term, bound)
            case In(_, values):
                numbers = tuple(value for value in values if not isinstance(value, bool | str))
                words = tuple(value for value in values if isinstance(value, str))
                found = replace(found, numbers=found.numbers + numbers, words=found.words + words)
            case Matches(_, pattern):
                found = replace(found, patterns=(*found.patterns, pattern))
            case AtMost():
                found = replace(found, items=(*found.items, atom))
            case Present():
                pass
            case RowIn() | All() | AnyOf() | Not():
                raise TypeError(atom)
            case _:
                assert_never(atom)
    return found


def _bounded(found: Marks, term: Term, bound: int | float) -> Marks:
    match term:
        case Value():
            return replace(found, numbers=(*found.numbers, bound))
        case Length():
            return replace(found, lengths=(*found.lengths, int(bound)))
        case Count():
            return replace(found, counts=(*found.counts, int(bound)))
        case _:
            assert_never(term)

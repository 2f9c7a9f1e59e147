"""Values worth trying for a shape: the listed ones, the ends of limits, or ones that stand for all."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from math import floor
from typing import Final

from ..meaning.evaluate import fits
from ..meaning.kinds.pattern import PatternKind
from ..meaning.patterns import Chars, Either, Part, Repeat, Sequence
from ..meaning.predicates import All, Compare, Count, Length, Predicate, Value
from ..meaning.shapes import Array, Boolean, Integer, Media, Number, Object, Shape, String, Union
from ..meaning.values import Json

LONGEST: Final = 200_000
"""Texts and lists beyond this are not tried."""


@dataclass(frozen=True)
class Marks:
    """What rules compare a field with: values, and sizes of a text or a list."""

    values: tuple[Json, ...] = ()
    sizes: tuple[int, ...] = ()


def samples(shape: Shape, marks: Marks = Marks()) -> list[Json]:
    """Legal values of the shape, each once; none where none was found."""
    legal: dict[str, Json] = {}
    for value in (*_candidates(shape, marks.sizes), *marks.values):
        if fits(value, shape):
            legal.setdefault(repr(value), value)
    return list(legal.values())


def pattern_of(shape: Shape) -> PatternKind | None:
    return next((kind for kind in shape.kinds if isinstance(kind, PatternKind)), None)


def _candidates(shape: Shape, sizes: Iterable[int]) -> Iterator[Json]:
    listed = [value for kind in shape.kinds for value in kind.values]
    if listed:
        yield from listed
        return
    match shape:
        case Boolean():
            yield from (True, False)
        case Integer() | Number():
            yield from _numbers(shape)
        case String() | Media():
            yield from _texts(shape, sizes)
        case Array(items):
            inner = samples(items)[:1]
            yield from ([*inner] * size for size in _sizes(shape, Count, sizes) if inner or not size)
        case Object(properties):
            required = {field.name: samples(field.shape)[:1] for field in properties if field.required}
            if all(required.values()):
                yield {name: values[0] for name, values in required.items()}
        case Union(branches):
            for branch in branches:
                yield from _candidates(branch, sizes)


def _numbers(shape: Integer | Number) -> Iterator[int | float]:
    yield from (1, 0)
    for bound in _bounds(shape, Value):
        yield from (bound, floor(bound), floor(bound) + 1)


def _texts(shape: String | Media, sizes: Iterable[int]) -> Iterator[str]:
    """Of each length a text that ASCII patterns match and one that none does; or matches of its own pattern."""
    kind = pattern_of(shape)
    lengths = _sizes(shape, Length, sizes)
    if kind is not None:
        yield from (_match(kind.pattern.part, size) for size in lengths)
        return
    for length in lengths:
        yield from ("x" * length, "é" * length)


def _sizes(shape: Shape, term: type[Length | Count], sizes: Iterable[int]) -> list[int]:
    found = {1, *(int(bound) for bound in _bounds(shape, term)), *sizes}
    return [size for size in sorted(found) if 0 <= size <= LONGEST]


def _bounds(shape: Shape, term: type[Value | Length | Count]) -> Iterator[int | float]:
    for check in shape.checks:
        parts: tuple[Predicate, ...] = check.holds.parts if isinstance(check.holds, All) else (check.holds,)
        for predicate in parts:
            if isinstance(predicate, Compare) and isinstance(predicate.term, term):
                yield predicate.bound


def example(part: Part) -> str:
    """The shortest text a pattern matches."""
    return _match(part, 0)


def _match(part: Part, size: int) -> str:
    """A match whose open counts go as far as ``size``, so that texts of several lengths are found."""
    match part:
        case Chars(allowed):
            return min(allowed)
        case Repeat(inner, least, most):
            count = max(least, min(size, LONGEST) if most is None else min(size, most))
            return _match(inner, 0) * count
        case Sequence(parts):
            found = ""
            for inner in parts:
                found += _match(inner, max(0, size - len(found)))
            return found
        case Either(parts):
            return _match(parts[0], size)

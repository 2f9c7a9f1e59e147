"""Numbers and texts that stand for all others: on every point where an answer can turn, and between any two."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import ceil, floor, nextafter
from typing import Final

from ..meaning.values import SAFE_INTEGER
from .languages import Language
from .marks import Marks

LONGEST: Final = 1_000_000
"""Texts beyond this many characters are not made."""

_LETTERS: Final = "xyzabcdefghijklmnopqrstuvw"


def numbers(marks: Marks, *, fractions: bool) -> Iterator[int | float]:
    """Every point, the whole numbers next to it, and a fraction in each gap that has one."""
    points: list[int | float] = sorted({0, 1, -1, -SAFE_INTEGER, SAFE_INTEGER, *marks.numbers})
    yield from points
    for low, high in zip(points, points[1:], strict=False):
        yield from (whole for whole in _simple(low, high) if low < whole < high)
        yield from (number for number in _fractions(low, high) if fractions and low < number < high and number % 1)


def _fractions(low: int | float, high: int | float) -> Iterator[float]:
    """Simple fractions at both ends of a gap, its middle, and the floats next to its ends.

    Far from 0 the middle may be whole though there are fractions, since floats lie further apart there.
    """
    yield from (floor(low) + 0.5, floor(low) + 1.5, ceil(high) - 0.5, ceil(high) - 1.5)
    yield from (low + (high - low) / 2, nextafter(low, high), nextafter(high, low))


def _simple(low: int | float, high: int | float) -> Iterator[int]:
    """The whole numbers next to both ends, and the round ones between, which have few digits."""
    yield from (floor(low) + 1, ceil(high) - 1)
    yield from (sign * 10**digits for digits in range(1, 16) for sign in (1, -1))


def texts(marks: Marks) -> tuple[list[str], bool]:
    """Listed words, and of every length that matters a text that is none; whether that is all there is to try."""
    lengths = sorted({0, 1, *(bound + step for bound in marks.lengths for step in (-1, 0, 1))})
    within = [length for length in lengths if 0 <= length <= LONGEST]
    complete = all(length <= LONGEST for length in lengths)
    if marks.patterns:
        found = Language(marks.patterns, marks.words, within).texts()
        return [*marks.words, *found.texts], complete and found.complete
    return [*marks.words, *(_plain(length, marks.words) for length in within)], complete


def _plain(length: int, taken: Sequence[str]) -> str:
    """A text of that length that is not among the taken ones; the empty text has no other."""
    return next((text for letter in _LETTERS if (text := letter * length) not in taken), _LETTERS[0] * length)

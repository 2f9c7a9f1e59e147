"""Numbers and texts that stand for all others."""

from __future__ import annotations

import random
from fractions import Fraction

import pytest
from airsmith.compare.marks import Marks
from airsmith.compare.scalars import numbers, texts
from airsmith.meaning.patterns import parse
from airsmith.meaning.values import SAFE_INTEGER


def cell(value: float, points: list[float]) -> tuple[int, bool, bool]:
    """Where a number lies among the points, whether on one, and whether it is whole."""
    return sum(point <= value for point in points), value in points, Fraction(value).denominator == 1


@pytest.mark.parametrize("seed", range(60))
def test_every_gap_has_a_whole_number_and_a_fraction_if_there_are_any(seed: int) -> None:
    random_ = random.Random(seed)
    scale = random_.choice((1, 10, 1000, 2**40, SAFE_INTEGER))
    points = [random_.choice((1, -1)) * round(random_.random() * scale, random_.choice((0, 1, 3))) for _ in range(4)]
    points = [point for point in points if abs(point) <= SAFE_INTEGER]
    found = {cell(number, points) for number in numbers(Marks(numbers=tuple(points)), fractions=True)}
    tried = [random_.uniform(-scale, scale) for _ in range(300)] + [
        float(round(random_.uniform(-scale, scale))) for _ in range(300)
    ]
    near = [point + step for point in points for step in (-1, -0.5, -0.25, 0, 0.25, 0.5, 1)]
    legal = [number for number in (*tried, *near) if abs(number) <= SAFE_INTEGER]
    assert {cell(number, points) for number in legal} <= found, points


def test_whole_numbers_have_no_fractions() -> None:
    assert all(isinstance(one, int) for one in numbers(Marks(numbers=(3, 9)), fractions=False))


def test_texts_of_every_length_are_not_the_listed_ones() -> None:
    found, complete = texts(Marks(lengths=(3,), words=("x", "xxx", "yyy")))
    assert complete
    assert {"x", "xxx", "yyy", "", "y", "zzz", "xx", "xxxx"} <= set(found)


def test_a_text_that_is_too_long_is_not_made() -> None:
    found, complete = texts(Marks(lengths=(10**9,)))
    assert not complete
    assert max(map(len, found)) < 10**6


def test_texts_with_patterns_keep_the_listed_words() -> None:
    found, complete = texts(Marks(lengths=(2,), words=("ab",), patterns=(parse("[a-z]+"),)))
    assert complete
    assert "ab" in found
    assert any(len(text) == 2 and text != "ab" and text.isascii() and text.islower() for text in found)
    assert any(len(text) == 2 and not text.isascii() for text in found)

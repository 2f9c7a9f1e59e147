"""The values that are tried in a place, of any shape a spec can describe."""

from __future__ import annotations

from typing import Any

import pytest
from airsmith.meaning.evaluate import fits
from airsmith.meaning.kinds.base import FieldKind
from airsmith.meaning.kinds.const import ConstKind
from airsmith.meaning.kinds.count import CountKind
from airsmith.meaning.kinds.enum import EnumKind
from airsmith.meaning.kinds.frames import FramesKind, media_shape
from airsmith.meaning.kinds.length import LengthKind
from airsmith.meaning.kinds.pattern import PatternKind
from airsmith.meaning.kinds.range import RangeKind
from airsmith.meaning.shapes import (
    About,
    Array,
    Boolean,
    Integer,
    Number,
    Object,
    Presence,
    Property,
    Shape,
    String,
    Union,
)
from airsmith.meaning.violations import Check
from airsmith.targets.vectors.values import fullest, least, tries

ABOUT = About("field", "Brush")


def limited(kind: type[Any], *limits: FieldKind) -> Any:
    return kind(kinds=limits, checks=checks(*limits))


def checks(*limits: FieldKind) -> tuple[Check, ...]:
    return tuple(check for limit in limits for check in limit.checks(ABOUT))


def array(items: Shape, *limits: FieldKind) -> Array:
    return Array(items, limits, checks(*limits))


def prop(name: str, shape: Shape, presence: Presence = Presence.REQUIRED) -> Property:
    return Property(name, shape, presence, ABOUT)


FRAMES = FramesKind(("first", "last"), CountKind(1, 2)).property("frameImages", ABOUT).shape
INNER = Object((prop("a", Integer()), prop("b", Boolean(), Presence.OPTIONAL)), ABOUT)
SHAPES: dict[str, Shape] = {
    "text": String(),
    "short text": limited(String, LengthKind(2, 5)),
    "text that may be empty": limited(String, LengthKind(0, 1)),
    "text that is always empty": limited(String, LengthKind(0, 0)),
    "words": limited(String, EnumKind(("hd", "HD", "", "a/b", "tt"))),
    "one word": limited(String, ConstKind(("x",))),
    "color": limited(String, PatternKind.read("#[0-9A-F]{6}")),
    "endless pattern": limited(String, PatternKind.read("[a-z]+"), LengthKind(3, 12)),
    "image": media_shape(ABOUT),
    "any number": Number(),
    "range": limited(Number, RangeKind(0.1, 0.9)),
    "whole range": limited(Integer, RangeKind(-10, None)),
    "numbers": limited(Number, EnumKind((0.5, 4, 8))),
    "one number": limited(Integer, ConstKind((0,))),
    "always true": limited(Boolean, ConstKind((True,))),
    "list": array(String()),
    "two items": array(limited(Integer, RangeKind(0, 9)), CountKind(2, 2)),
    "no items": array(String(), CountKind(0, 0)),
    "frames": FRAMES,
    "object": INNER,
    "text or object": Union((media_shape(ABOUT), INNER)),
}
SHAPE = pytest.mark.parametrize("name", SHAPES)


@SHAPE
def test_the_least_and_the_fullest_are_legal(name: str) -> None:
    assert fits(least(SHAPES[name]), SHAPES[name])
    assert fits(fullest(SHAPES[name]), SHAPES[name])


@SHAPE
def test_legal_and_illegal_values_are_tried(name: str) -> None:
    shape = SHAPES[name]
    found = [value for _, value in tries(shape, least(shape), True)]
    assert any(fits(value, shape) for value in found)
    assert None in found
    assert sum(not fits(value, shape) for value in found) >= 5


def test_both_ends_of_a_range_of_any_number() -> None:
    found = dict(tries(SHAPES["range"], 0.1))
    assert (found["at-minimum"], found["beyond-minimum"]) == (0.1, 0.099)
    assert (found["at-maximum"], found["beyond-maximum"]) == (0.9, 0.901)


def test_words_are_told_from_words_that_are_listed() -> None:
    found = [value for _, value in tries(SHAPES["words"], "hd") if isinstance(value, str)]
    assert {"hd", "HD", "", "a/b", "tt"} <= set(found)
    assert len([value for value in found if fits(value, SHAPES["words"])]) == 5


def test_a_limit_of_code_points_is_tried_with_what_others_count() -> None:
    found = dict(tries(SHAPES["short text"], "xx"))
    longest, longer, shorter = found["longest-5"], found["longer-than-5"], found["shorter-than-2"]
    assert isinstance(longest, str) and isinstance(longer, str) and isinstance(shorter, str)
    assert (len(longest), len(longest.encode("utf-16-le")) // 2) == (5, 6)
    assert len(longer) == 6 and longer.endswith("e\u0301")
    assert (len(shorter), len(shorter.encode("utf-16-le")) // 2) == (1, 2)


def test_both_sides_of_a_length_are_tried_in_every_text() -> None:
    shape = limited(String, LengthKind(1, 4000))
    for prose in (True, False):
        lengths = {len(value) for _, value in tries(shape, "x", prose) if isinstance(value, str)}
        assert {0, 1, 4000, 4001} <= lengths
    assert len(list(tries(shape, "x", True))) > len(
        list(tries(shape, "x"))
    ), "sentences are tried where people write them"


def test_frames_are_named_twice() -> None:
    codes = [value for _, value in tries(FRAMES, least(FRAMES)) if isinstance(value, list) and len(value) == 2]
    named = [[one.get("frame") for one in pair if isinstance(one, dict)] for pair in codes]
    assert ["first", "first"] in named and ["first", 0] in named and ["first", "last"] in named

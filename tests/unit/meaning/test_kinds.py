"""Each kind: what it reads, what it checks, its fragment and its words."""

from __future__ import annotations

import json
from itertools import product
from typing import Any

import pytest
from airsmith.meaning.evaluate import holds
from airsmith.meaning.kinds import KINDS
from airsmith.meaning.kinds.area import Area
from airsmith.meaning.kinds.base import FieldKind, Refused
from airsmith.meaning.kinds.count import CountKind
from airsmith.meaning.kinds.dimensions import HEIGHT, WIDTH, read_groups, read_sizes
from airsmith.meaning.kinds.frames import FramesKind
from airsmith.meaning.kinds.range import RangeKind
from airsmith.meaning.kinds.roles import RolesKind
from airsmith.meaning.kinds.step import StepKind
from airsmith.meaning.shapes import About
from jsonschema import Draft7Validator, Draft202012Validator

BY_KEYWORD: dict[str, type[FieldKind]] = {kind.keyword: kind for kind in (*KINDS, FramesKind)}
ABOUT = About("tone {1}")


def read(keyword: str, written: Any) -> FieldKind:
    return BY_KEYWORD[keyword].read(written)


@pytest.mark.parametrize(
    ("keyword", "written", "fragment", "words"),
    [
        ("length", [1, 4000], {"minLength": 1, "maxLength": 4000}, "1 to 4000 characters"),
        ("length", [None, 1], {"maxLength": 1}, "at most 1 character"),
        ("length", [2, None], {"minLength": 2}, "at least 2 characters"),
        ("range", [1, 50.0], {"minimum": 1, "maximum": 50}, "1 to 50"),
        ("range", [0.1, None], {"minimum": 0.1}, "at least 0.1"),
        ("enum", [4, 8.0], {"enum": [4, 8]}, "4 or 8"),
        ("enum", ["hd", "two words"], {"enum": ["hd", "two words"]}, '"hd" or a string of 9 characters'),
        ("const", True, {"const": True}, "always true"),
        ("const", 24.0, {"const": 24}, "always 24"),
        ("count", [1, 1], {"minItems": 1, "maxItems": 1}, "exactly 1 item"),
        ("count", [None, 3], {"maxItems": 3}, "at most 3 items"),
        ("pattern", "[a-c]{2}", {"pattern": "^[a-c]{2}$", "maxLength": 2}, "written as [a-c]{2}"),
        ("pattern", "a+", {"pattern": "^(?:a+)$(?!\\n)"}, "written as a+"),
        ("pattern", {"match": "ab|cd", "called": "a pair"}, {"pattern": "^(?:ab|cd)$(?!\\n)"}, "a pair"),
        ("frames", ["first"], {}, "for the first frame"),
        ("step", 64, {"multipleOf": 64}, "in steps of 64"),
        ("step", 0.5, {"enum": [0, 0.5, 1, 1.5, 2]}, "in steps of 0.5"),
    ],
)
def test_fragment_and_words(keyword: str, written: Any, fragment: dict[str, Any], words: str) -> None:
    kind = read(keyword, written).beside([RangeKind(0, 640 if written == 64 else 2)])
    assert kind.fragment("2020-12") == kind.fragment("draft-07") == fragment
    assert kind.describe() == words


@pytest.mark.parametrize(
    ("keyword", "written", "value", "code"),
    [
        ("length", [2, 3], "a", "too_short"),
        ("length", [2, 3], "abcd", "too_long"),
        ("range", [2, 3], 1, "below_minimum"),
        ("range", [2, 3], 3.5, "above_maximum"),
        ("enum", ["a"], "b", "not_allowed"),
        ("const", 1, True, "not_allowed"),
        ("pattern", "a", "b", "bad_pattern"),
        ("count", [1, 2], [], "wrong_count"),
        ("frames", ["first", "last"], [{"frame": "first"}, {"frame": 0}], "conflict"),
    ],
)
def test_what_a_kind_finds_wrong(keyword: str, written: Any, value: object, code: str) -> None:
    found = [check for check in read(keyword, written).checks(ABOUT) if not holds(check.holds, value)]
    assert [check.code for check in found] == [code]
    assert "tone {1}" not in found[0].sentence, "text of a spec must not open a slot"


@pytest.mark.parametrize(
    ("keyword", "written", "code", "at"),
    [
        ("length", [3, 2], "empty-range", ()),
        ("range", [None, None], "empty-limits", ()),
        ("range", [1, 2**53], "unsafe-number", (1,)),
        ("range", [-(10**400), 1], "unsafe-number", (0,)),
        ("length", [0, 1e300], "unsafe-number", (1,)),
        ("enum", ["a", 1], "mixed-enum", (1,)),
        ("enum", [1, "a"], "mixed-enum", (1,)),
        ("enum", [1, 2, 1.0], "duplicate-value", (2,)),
        ("enum", [float("inf")], "unsafe-number", (0,)),
        ("const", 2**60, "unsafe-number", ()),
        ("pattern", "a$", "bad-pattern", ()),
        ("pattern", {"match": "(a)", "called": "x"}, "bad-pattern", ("match",)),
        ("frames", ["last", "last"], "duplicate-value", (1,)),
    ],
)
def test_what_a_kind_refuses(keyword: str, written: Any, code: str, at: tuple[object, ...]) -> None:
    with pytest.raises(Refused) as refused:
        read(keyword, written)
    assert (refused.value.code, refused.value.at) == (code, at)
    assert str(refused.value)


@pytest.mark.parametrize("keyword", BY_KEYWORD)
def test_what_is_not_of_the_written_form_is_a_mistake_of_the_caller(keyword: str) -> None:
    with pytest.raises(TypeError):
        read(keyword, None)


def test_the_numbers_of_a_step_are_those_that_parsers_read() -> None:
    kind = StepKind.read(0.1).beside([RangeKind(1.2, 12)])
    assert kind.numbers == tuple(json.loads(f"{tenths // 10}.{tenths % 10}") for tenths in range(12, 121))
    assert len(kind.numbers) == 109


@pytest.mark.parametrize(
    ("step", "span"),
    [
        (8, None),
        (8, RangeKind(0, None)),
        (8, RangeKind(None, 64)),
        (8, RangeKind(0, 7)),
        (0.001, RangeKind(0, 1)),
        (0.0000001, RangeKind(0, 1)),
    ],
)
def test_steps_that_are_refused(step: float, span: RangeKind | None) -> None:
    with pytest.raises(Refused) as refused:
        StepKind.read(step).beside([span] if span else [])
    assert refused.value.code == "bad-step"


def test_roles_count_alike_in_both_drafts() -> None:
    """draft-07 has no way to count, so the places are listed; every array of up to five items is tried."""
    kind = RolesKind.read({"by": "as", "far": 1, "near": 2})
    checks = kind.checks(ABOUT)
    for size in range(6):
        for roles in product(("far", "near"), repeat=size):
            items = [{"as": role} for role in roles]
            kept = all(holds(check.holds, items) for check in checks)
            assert Draft202012Validator(kind.fragment("2020-12")).is_valid(items) == kept, roles
            assert Draft7Validator(kind.fragment("draft-07")).is_valid(items) == kept, roles


def test_an_area_is_that_of_its_sides() -> None:
    """Every size of the sides is tried against the product itself."""
    width, height = RangeKind(24, 120), RangeKind(16, 64)
    sides = (StepKind.read(8).beside([width]),), (StepKind.read(16).beside([height]),)
    for least, most in ((None, 2048), (2048, None), (1000, 4000), (385, 7679), (None, 384), (7680, None)):
        area = Area.read([least, most], sides, (WIDTH, HEIGHT))
        for size in product(sides[0][0].numbers, sides[1][0].numbers):
            wanted = (least or 0) <= size[0] * size[1] <= (most or 10**9)
            request = dict(zip(("width", "height"), size, strict=True))
            assert holds(area.predicate, request) == wanted, (least, most, size)
            assert Draft202012Validator(area.fragment()).is_valid(request) == wanted, (least, most, size)


def test_an_area_that_limits_nothing_or_leaves_nothing_is_refused() -> None:
    sides = (StepKind.read(8).beside([RangeKind(8, 64)]),), (StepKind.read(8).beside([RangeKind(8, 64)]),)
    for written in ([1, 10_000], [None, 63], [4097, None]):
        with pytest.raises(Refused) as refused:
            Area.read(written, sides, (WIDTH, HEIGHT))
        assert refused.value.code == "bad-area"


def test_frames_fragment_says_each_frame_once_in_both_drafts() -> None:
    kind = FramesKind(("first", "last"), CountKind(1, 2))
    assert "contains" in str(kind.fragment("2020-12")) and "contains" not in str(kind.fragment("draft-07"))


def test_sizes() -> None:
    sizes = read_sizes(["1792x1024 7:4", "64x64"])
    assert [(size.row, size.label, size.group) for size in sizes] == [((1792, 1024), "7:4", ""), ((64, 64), "", "")]
    assert [size.group for size in read_groups({"b": ["1x1"], "a": ["2x2"]})] == ["a", "b"]


@pytest.mark.parametrize(
    ("written", "hint"),
    [
        ("1792×1024", "did you mean 1792x1024?"),
        ("1792 × 1024 7:4", "did you mean 1792x1024 7:4?"),
        ("64X64", "did you mean 64x64?"),
        ("large", "write WIDTHxHEIGHT, or WIDTHxHEIGHT RATIO: 1792x1024 7:4"),
    ],
)
def test_a_size_with_another_sign_is_understood(written: str, hint: str) -> None:
    with pytest.raises(Refused) as refused:
        read_sizes([written])
    assert refused.value.hint == hint


@pytest.mark.parametrize(
    ("written", "code", "at"),
    [
        (["1792×1024"], "bad-size", (0,)),
        (["64x64", "64X64"], "bad-size", (1,)),
        (["64x64 square"], "bad-size", (0,)),
        (["٣x٣"], "bad-size", (0,)),
        (["64x0"], "bad-size", (0,)),
        ([64], "bad-size", (0,)),
        (["64x64", "64x64 1:1"], "duplicate-value", (1,)),
    ],
)
def test_sizes_that_are_refused(written: Any, code: str, at: tuple[int, ...]) -> None:
    with pytest.raises(Refused) as refused:
        read_sizes(written)
    assert (refused.value.code, refused.value.at) == (code, at)

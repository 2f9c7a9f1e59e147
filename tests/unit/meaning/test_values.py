from decimal import Decimal

import pytest
from airsmith.meaning.values import (
    edit_distance,
    is_integer,
    is_number,
    is_object,
    is_text,
    listing,
    nearest,
    nearest_word,
    pointer,
    same,
    show,
    show_choices,
    show_key,
)
from hypothesis import given, settings
from hypothesis import strategies as st

INF, NAN = float("inf"), float("nan")


@pytest.mark.parametrize("value", [0, -1, 512, 512.0, -0.0, 2**53 - 1, float(2**53 - 1)])
def test_whole_numbers(value: object) -> None:
    assert is_integer(value) and is_number(value)


@pytest.mark.parametrize("value", [True, False, None, "1", 2**53, -(2**53), 10**400, INF, NAN, 1e300, Decimal(1), [1]])
def test_what_is_no_number(value: object) -> None:
    assert not is_integer(value) and not is_number(value)


def test_a_fraction_is_a_number_but_not_a_whole_one() -> None:
    assert is_number(0.5) and not is_integer(0.5)


@pytest.mark.parametrize(
    ("left", "right", "equal"),
    [
        (8, 8.0, True),
        (0, -0.0, True),
        ("a", "a", True),
        (True, True, True),
        (True, 1, False),
        (0, False, False),
        ("1", 1, False),
        (None, 0, False),
        (Decimal(8), 8, False),
        (Decimal("sNaN"), 8, False),
        ([8], 8, False),
        (NAN, NAN, False),
    ],
)
def test_equality_of_scalars(left: object, right: object, equal: bool) -> None:
    assert same(left, right) is equal


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (None, "null"),
        (True, "true"),
        (512.0, "512"),
        (-3, "-3"),
        (0.5, "a number with a fraction"),
        (2**53, "a number out of range"),
        (10**400, "a number out of range"),
        (NAN, "a number out of range"),
        ("hd", '"hd"'),
        ("16:9", '"16:9"'),
        ("a" * 40, f'"{"a" * 40}"'),
        ("a" * 41, "a string of 41 characters"),
        ("", "a string of 0 characters"),
        ("é", "a string of 1 character"),
        ("two words", "a string of 9 characters"),
        ("-x", "a string of 2 characters"),
        ("x\n", "a string of 2 characters"),
        ([1], "an array"),
        ({"a": 1}, "an object"),
        ({1: 1}, "a value JSON does not have"),
        (b"x", "a value JSON does not have"),
        ((1792, 720), "1792x720"),
        ((1792, "x"), "this size"),
    ],
)
def test_the_canonical_text_of_a_value(value: object, shown: str) -> None:
    assert show(value) == shown


@pytest.mark.parametrize(
    ("key", "shown"),
    [
        ("seed", '"seed"'),
        ('a "b"', '"a "b""'),
        ("é", "a key of 1 character"),
        ("a\n", "a key of 2 characters"),
        ("k" * 64, f'"{"k" * 64}"'),
        ("k" * 65, f'"{"k" * 64}..."'),
    ],
)
def test_an_unknown_key_is_shown_as_far_as_it_is_harmless(key: str, shown: str) -> None:
    assert show_key(key) == shown


@pytest.mark.parametrize(
    ("value", "choices", "found"),
    [
        ((1792, 720), [(1024, 1024), (1792, 1024), (1024, 1792)], (1792, 1024)),
        ((96, 64), [(64, 64), (128, 64)], (64, 64)),
        ((64, True), [(64, 64)], None),
        (6, [4, 8, 12], 4),
        (7.0, [8, 4], 8),
        (100, [4, 8, 12], 12),
        (True, [0, 1], None),
        (10**400, [4], None),
        ("HD", ["standard", "hd"], "hd"),
        ("standart", ["hd", "standard"], "standard"),
        ("natrl", ["vivid", "natural"], "natural"),
        ("nothing", ["vivid", "natural"], None),
        ("STYEL", ["style"], None),
        (None, [1, "a"], None),
        ({}, ["a"], None),
    ],
)
def test_the_nearest_choice(value: object, choices: list[object], found: object) -> None:
    assert nearest(value, choices) == found  # type: ignore[arg-type]


def test_of_two_equally_near_words_the_first_is_named_and_case_beats_distance() -> None:
    assert nearest_word("ab", ["ac", "ad"]) == "ac"
    assert nearest_word("AB", ["ax", "ab"]) == "ab"
    assert nearest_word("İ", ["i"]) == "i", "one character away; only ASCII letters have a case here"
    assert nearest_word("x" * 65, ["x" * 64]) is None


@given(st.text(max_size=6), st.text(max_size=6), st.text(max_size=6))
@settings(deadline=None)
def test_edit_distance_is_a_distance(a: str, b: str, c: str) -> None:
    near = edit_distance(a, b)
    assert near == edit_distance(b, a)
    assert (near == 0) == (a == b)
    if max(near, edit_distance(b, c), edit_distance(a, c)) < 3:
        assert edit_distance(a, c) <= near + edit_distance(b, c)


@pytest.mark.parametrize(
    ("a", "b", "steps"), [("", "", 0), ("style", "styel", 2), ("abc", "bc", 1), ("kitten", "sitten", 1)]
)
def test_edit_distance_by_example(a: str, b: str, steps: int) -> None:
    assert edit_distance(a, b) == steps


def test_words_in_a_row() -> None:
    assert [listing(words) for words in ([], ["a"], ["a", "b"], ["a", "b", "c"])] == ["", "a", "a or b", "a, b or c"]
    assert listing(["a", "b"], "and") == "a and b"
    assert show_choices([(4, 3), (8, 6)], (8, 6)) == "4x3 or 8x6 (nearest)"
    choice = (4, 3)
    assert show_choices([choice], choice) == "4x3", "of one there is no nearest"


def test_of_a_long_list_some_are_named() -> None:
    ids = [f"acme:{number}@1" for number in range(3000)]
    first = ", ".join(f'"{one}"' for one in ids[:10])
    assert show_choices(ids, None) == f"{first} or one of 2990 others"
    marked = first.replace(ids[2] + '"', ids[2] + '" (nearest)')
    assert show_choices(ids, ids[2]) == f"{marked} or one of 2990 others"
    assert show_choices(ids, ids[2000]) == f'{first}, "acme:2000@1" (nearest) or one of 2989 others'
    assert show_choices(ids[:20], None).endswith('"acme:18@1" or "acme:19@1"'), "twenty are named"


def test_pointers() -> None:
    assert pointer(()) == ""
    assert pointer(("a/b", "~", 0, "")) == "/a~1b/~0/0/"


def test_text_and_objects() -> None:
    assert is_text("🚰\0") and not is_text("a\ud800")
    assert is_object({}) and is_object({"a": 1}) and not is_object({"a": 1, 2: 3}) and not is_object([])

from __future__ import annotations

import re

import pytest
from airsmith.meaning.patterns import BadPattern, parse
from airsmith.model.samples import example
from hypothesis import given, settings
from hypothesis import strategies as st

UUID = "[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}"


@pytest.mark.parametrize(
    ("text", "width", "fixed"),
    [
        ("", (0, 0), True),
        ("abc", (3, 3), True),
        (UUID, (36, 36), True),
        ("(?:ab){2}", (4, 4), True),
        ("a?", (0, 1), False),
        ("a*", (0, None), False),
        ("a+b", (2, None), False),
        ("a{2,5}", (2, 5), False),
        ("a{3,}", (3, None), False),
        ("ab|c", (1, 2), False),
        ("ab|cd", (2, 2), False),
        ("(?:a|bc)+", (1, None), False),
        (r"\$\{x\}", (4, 4), True),
    ],
)
def test_width_and_form(text: str, width: tuple[int, int | None], fixed: bool) -> None:
    pattern = parse(text)
    assert pattern.width == width
    assert (pattern.fixed is not None) is fixed


def test_the_positions_of_a_fixed_form() -> None:
    assert parse("a[0-2]{2}").fixed == (frozenset("a"), frozenset("012"), frozenset("012"))
    assert parse(r"[\]^.\\\-a]").fixed == (frozenset("]^.\\-a"),)
    assert parse("[a-]").fixed == (frozenset("a-"),)


@pytest.mark.parametrize(
    "text",
    [
        *(r"\d", r"\w", r"\s", r"\b", r"\1", r"\u0041", r"\n"),
        *("(a)", "(?=a)", "(?!a)", "(?<=a)", "(?<!a)", "(?P<n>a)", "(?i:a)"),
        *("^a", "a$", ".", "[^a]", "[]", "[a", "[[:alpha:]]", "[z-a]", "[a&&b]", "[a--b]", "[a||b]", "[a~~b]"),
        *("*a", "a**", "a+?", "a{2}{3}", "a{2,1}", "a{,3}", "a{x}", "a{99999}", "{", "}", "]", ")", "(?:a", "a)"),
        *("\\", r"a\-b", r"\!", "é", "[é]", "\t", "a\n", "(?:" * 40 + "a" + ")" * 40, "a{4000}a{4000}"),
    ],
)
def test_what_engines_read_differently_is_refused(text: str) -> None:
    with pytest.raises(BadPattern):
        parse(text)


_CLASSES = st.sampled_from(
    ["[a-c]", "[0-9a]", r"[\]\\.]", "[ab-]", "[^a-c]".replace("^", "x"), "a", "b", "-", r"\.", r"\/"]
)
_COUNTS = st.sampled_from(["", "", "?", "*", "+", "{2}", "{1,2}", "{0,1}", "{1,}"])
_PATTERNS = st.recursive(
    st.tuples(_CLASSES, _COUNTS).map("".join),
    lambda inner: st.one_of(
        st.lists(inner, min_size=1, max_size=3).map("".join),
        st.tuples(inner, inner, _COUNTS).map(lambda parts: f"(?:{parts[0]}|{parts[1]}){parts[2]}"),
    ),
    max_leaves=5,
)


@given(_PATTERNS, st.text(alphabet="abc019-]\\./x\n", max_size=6))
@settings(deadline=None, max_examples=300)
def test_a_pattern_means_what_re_takes_it_for(text: str, subject: str) -> None:
    pattern = parse(text)
    least, most = pattern.width
    matches = re.fullmatch(text, subject) is not None
    if matches:
        assert least <= len(subject) and (most is None or len(subject) <= most)
    if pattern.fixed is not None:
        alike = len(subject) == len(pattern.fixed)
        assert matches == (alike and all(char in chars for char, chars in zip(subject, pattern.fixed, strict=True)))
    assert re.fullmatch(text, example(pattern.part))


@given(st.text(max_size=12))
@settings(deadline=None, max_examples=300)
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        pattern = parse(text)
    except BadPattern as error:
        assert str(error)
    else:
        re.compile(pattern.text)

from __future__ import annotations

import json
from typing import Any

import pytest
from airsmith.diagnostics import Diagnostic, SpecErrors
from airsmith.load.yaml_nodes import MAX_DEPTH, parse, to_json
from hypothesis import given, settings
from hypothesis import strategies as st


def read(text: str | bytes) -> Any:
    return to_json(parse(text if isinstance(text, bytes) else text.encode(), "a.yaml"))


def refused(text: str | bytes) -> tuple[Diagnostic, ...]:
    with pytest.raises(SpecErrors) as errors:
        read(text)
    return errors.value.diagnostics


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("16:9", "16:9"),
        ("ON", "ON"),
        ("off", "off"),
        ("yes", "yes"),
        ("y", "y"),
        ("010", 10),
        ("-007", -7),
        ("+1", 1),
        ("0o10", 8),
        ("0x1F", 31),
        ("0b11", "0b11"),
        ("0o8", "0o8"),
        ("1_000", "1_000"),
        ("2025-10-27", "2025-10-27"),
        ("2025-10-27 10:00:00", "2025-10-27 10:00:00"),
        ("1e3", 1000.0),
        ("1.5", 1.5),
        (".5", 0.5),
        ("5.", 5.0),
        ("-.5E-1", -0.05),
        (".", "."),
        ("1.2.3", "1.2.3"),
        ("1e", "1e"),
        (".inf", ".inf"),
        (".nan", ".nan"),
        ("~", None),
        ("", None),
        ("null", None),
        ("NULL", None),
        ("nULL", "nULL"),
        ("none", "none"),
        ("true", True),
        ("True", True),
        ("tRUE", "tRUE"),
        ("FALSE", False),
        ("'true'", "true"),
        ('"010"', "010"),
        ("''", ""),
        ("٣", "٣"),
        ("=", "="),
        ("<<", "<<"),
        ("[]", []),
        ("{}", {}),
        ("9" * 400, int("9" * 400)),
        ("1" * 401, float("inf")),
    ],
    ids=lambda value: repr(value)[:20],
)
def test_a_scalar_means_what_yaml_1_2_says(written: str, value: object) -> None:
    found = read(f"key: {written}\n")["key"]
    assert (type(found), found) == (type(value), value)


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("|\n  a\n   b\n", "a\n b\n"),
        ("|-\n  a\n", "a"),
        (">\n  a\n  b\n", "a b\n"),
        ("|\n  true\n", "true\n"),
        ("a\n  b\n", "a b"),
        ('"\\u2028\\0\\U0001F6B0"', "\u2028\0🚰"),
    ],
)
def test_texts_over_several_lines(written: str, value: str) -> None:
    assert read(f"key: {written}")["key"] == value


def test_keys_are_the_text_that_is_written() -> None:
    assert read("{1: a, true: b, 1.0: c, ~: d}") == {"1": "a", "true": "b", "1.0": "c", "~": "d"}


def test_nothing_comments_a_byte_order_mark_and_windows_line_ends() -> None:
    assert read("") is None
    assert read("# nothing\n") is None
    assert read(b"\xef\xbb\xbfa: 1\r\nb: 2\r\n") == {"a": 1, "b": 2}
    assert read("---\na: 1\n...\n") == {"a": 1}


@pytest.mark.parametrize(
    ("text", "code", "line", "column"),
    [
        (b"a: 1\n\xc3\xa9\xff: 2", "not-utf-8", 2, 2),
        (b"name: Caf\xe9\n", "not-utf-8", 1, 10),
        ("a: 1".encode("utf-16"), "not-utf-8", 1, 1),
        (b"a: \xed\xa0\x80", "not-utf-8", 1, 4),
        ("a:\n\tb: 1\n", "tab", 2, 1),
        ("a:\n  \tb: 1\n", "tab", 2, 3),
        ("a: 'x\ty' z\n", "yaml-syntax", 1, 10),
        ("é: b: c\n", "yaml-syntax", 1, 5),
        ("a: {b: 1\n", "yaml-syntax", 2, 1),
        ("a: \0", "yaml-feature", 1, 4),
        ("a: b\u2028", "yaml-feature", 1, 5),
        ("a: 1\rb: 2", "yaml-feature", 1, 5),
        ("a: 1\n  \u0085", "yaml-feature", 2, 3),
        ("a: &x 1", "yaml-feature", 1, 4),
        ("a: *x", "yaml-feature", 1, 4),
        ("a: !x 1", "yaml-feature", 1, 4),
        ("*x : 1", "yaml-feature", 1, 1),
        ("%YAML 1.2\n---\na: 1", "yaml-feature", 1, 1),
        ("a: 1\n---\nb: 2", "yaml-feature", 2, 1),
        ("a: 1\na: 2", "duplicate-key", 2, 1),
        ("{a: {b: 1, b: 2}}", "duplicate-key", 1, 12),
        ("1: a\n'1': b", "duplicate-key", 2, 1),
        ("? [a]\n: 1", "wrong-type", 1, 3),
        ("[" * (MAX_DEPTH + 2), "too-deep", 1, MAX_DEPTH + 2),
    ],
)
def test_what_is_refused_and_where(text: str | bytes, code: str, line: int, column: int) -> None:
    (found,) = refused(text)
    assert (found.code, found.location.line, found.location.column) == (code, line, column)


def test_everything_found_in_a_file_is_told() -> None:
    assert [item.code for item in refused("a: &x 1\nb: *x\na: 2\nb: !t 3\n")] == [
        *("yaml-feature", "yaml-feature", "duplicate-key"),
        *("duplicate-key", "yaml-feature"),
    ]


def test_deep_text_is_refused_before_it_is_read_whole() -> None:
    assert [item.code for item in refused("[" * 100_000)] == ["too-deep"]
    assert read("[" * (MAX_DEPTH + 1) + "]" * (MAX_DEPTH + 1))


@given(st.text(st.characters(codec="utf-8"), max_size=30))
@settings(deadline=None, max_examples=400)
def test_any_text_is_read_or_refused_at_a_place_inside_it(text: str) -> None:
    try:
        parse(text.encode(), "a.yaml")
    except SpecErrors as errors:
        lines = text.removeprefix("\ufeff").split("\n")
        for found in errors.diagnostics:
            assert 1 <= found.location.line <= len(lines) + 1
            assert found.message


_PLAIN = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**20), 10**20) | st.text(st.characters(codec="ascii"), max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text("abc", max_size=3), inner, max_size=3),
    max_leaves=12,
)


@given(_PLAIN)
@settings(deadline=None)
def test_json_is_yaml(data: object) -> None:
    assert read(json.dumps(data).replace("\x7f", "\\u007f")) == data

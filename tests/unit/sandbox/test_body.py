"""Bytes to elements: what is refused, and that nothing else raises."""

from __future__ import annotations

import json
from typing import Any

import pytest
from airsmith.sandbox.body import Unreadable, elements, oversized
from hypothesis import given
from hypothesis import strategies as st

JSON: Any = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3),
    max_leaves=10,
)


@given(st.lists(JSON, min_size=1, max_size=5))
def test_an_array_is_read_as_it_is(array: list[Any]) -> None:
    assert elements(json.dumps(array).encode()) == array
    for element in array:
        oversized(element)


@given(st.binary(max_size=60) | st.text(alphabet='[]{}",:0-1eNa\\u d8', max_size=60).map(str.encode))
def test_any_bytes_are_an_array_or_refused(content: bytes) -> None:
    try:
        assert elements(content)
    except Unreadable as error:
        assert error.refusal.status in (400, 413)
        assert error.refusal.message.isprintable()


def test_a_refusal_does_not_quote() -> None:
    for content in (b"\xffsecret", b"[secret]", b'{"apiKey": "secret"}', b'["secret'):
        with pytest.raises(Unreadable) as caught:
            elements(content)
        assert "secret" not in caught.value.refusal.message


def test_long_integers_are_read_as_numbers_out_of_every_range() -> None:
    assert elements(b"[" + b"9" * 401 + b"]") == [float("inf")]
    assert elements(b"[" + b"9" * 400 + b"]") == [int("9" * 400)]


def test_a_task_may_be_as_deep_and_as_large_as_a_documented_one_and_no_more() -> None:
    def nested(depth: int) -> object:
        value: object = 1
        for _ in range(depth):
            value = {"inner": value}
        return value

    assert oversized(nested(64)) is None
    deep, wide = oversized(nested(65)), oversized({str(n): n for n in range(1000)})
    assert deep is not None and "64 levels" in deep.message
    assert wide is not None and "1000 values" in wide.message
    assert oversized({str(n): n for n in range(999)}) is None

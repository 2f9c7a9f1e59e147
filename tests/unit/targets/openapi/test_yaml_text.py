"""YAML that every reader takes for the JSON it was made of."""

from __future__ import annotations

import json
from typing import Any

import pytest
import yaml
from airsmith.targets.openapi.yaml_text import yaml_lines, yaml_string
from hypothesis import given, seed, settings
from hypothesis import strategies as st
from ruamel.yaml import YAML

TEXTS = st.text(st.characters(exclude_categories=("Cs",)), max_size=20)
SCALARS = st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.floats(allow_nan=False, allow_infinity=False)
VALUES = st.recursive(
    SCALARS | TEXTS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXTS, inner, max_size=4),
    max_leaves=20,
)
WORDS = """on off yes No y N true Null nan ~ 1 1e3 0o17 0x1F 0b1 1_000 .5 -1 +1 .inf 12:30:45 2026-01-01 <<= - -- ? : ,
[] {} & * !a |a >a %a @a `a #a a:b 'a "a --- ... \\ =""".split()
SPACED = ["", " ", "a ", " a", "a\n", "\t", "a: b", "a #b", "a - b: c", "\u2028", "\x7f", "\ufeff", "\u202e", "🚰"]
"""What the versions of YAML disagree about, or what ends a plain string."""


def text(value: Any) -> str:
    return "\n".join(yaml_lines(value)) + "\n"


def new(written: str) -> Any:
    """What a reader of YAML 1.2 takes it for."""
    reader = YAML(typ="safe", pure=True)
    reader.version = (1, 2)  # type: ignore[assignment]
    return reader.load(written)


@seed(20251027)
@settings(max_examples=300, deadline=None)
@given(st.dictionaries(TEXTS, VALUES, min_size=1, max_size=5) | st.lists(VALUES, min_size=1, max_size=5))
def test_readers_of_both_versions_read_it_back(value: Any) -> None:
    assert yaml.safe_load(text(value)) == value
    assert new(text(value)) == value


@pytest.mark.parametrize("word", [*WORDS, *SPACED])
def test_what_readers_disagree_about_is_quoted(word: str) -> None:
    assert yaml_string(word).startswith('"')
    for value in (word, f"a {word}", f"{word} a"):
        document = text({"key": value, value: [value, {value: value}]})
        assert yaml.safe_load(document) == new(document) == {"key": value, value: [value, {value: value}]}


def test_words_and_sentences_are_plain() -> None:
    for plain in ("type", "$ref", "/v1", "application/json", "x-air-id", "What the picture shows.", "hd"):
        assert yaml_string(plain) == plain


def test_blocks_are_indented_and_empty_ones_are_not_lost() -> None:
    value: Any = {"a": {"b": [1, {"c": [], "d": {}}, [2, [3]]]}, "e": None}
    assert text(value) == "a:\n  b:\n    - 1\n    - c: []\n      d: {}\n    - - 2\n      - - 3\ne: null\n"


def test_numbers_are_what_they_are_in_json() -> None:
    for number in (0.1, 1e16, 1e-7, 1.5e300, -2.5, 2**53):
        document = text({"n": number})
        assert yaml.safe_load(document)["n"] == new(document)["n"] == json.loads(json.dumps(number))

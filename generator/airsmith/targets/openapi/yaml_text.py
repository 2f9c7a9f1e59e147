"""JSON values as YAML that every reader takes for the same.

YAML 1.1 and 1.2 disagree about words such as ``on``, ``0o17`` or ``1e3``. So a string stands without quotes only where
it is a word that no version takes for something else; all others are quoted as JSON quotes them.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Final

from ...meaning.values import Json

_PLAIN: Final = re.compile(r"(?:[A-Za-z_/][A-Za-z0-9_./()-]*|\$ref)(?: [A-Za-z0-9_./(][A-Za-z0-9_./(),;'-]*)*")
_TAKEN: Final = frozenset("y n yes no on off true false null nan inf".split())
_INDENT: Final = "  "


def yaml_lines(value: Json, indent: str = "") -> Iterator[str]:
    """The lines of a block, none for an empty one."""
    match value:
        case dict():
            for key, inner in value.items():
                yield from _entry(f"{indent}{yaml_string(key)}:", inner, indent + _INDENT)
        case list():
            for inner in value:
                yield from _item(inner, indent)
        case _:
            yield f"{indent}{_scalar(value)}"


def _entry(key: str, value: Json, indent: str) -> Iterator[str]:
    if _is_block(value):
        yield key
        yield from yaml_lines(value, indent)
    else:
        yield f"{key} {_scalar(value)}"


def _item(value: Json, indent: str) -> Iterator[str]:
    """An item of a list; the first line of a block stands behind its dash."""
    if not _is_block(value):
        yield f"{indent}- {_scalar(value)}"
        return
    first, *rest = yaml_lines(value, indent + _INDENT)
    yield f"{indent}- {first.removeprefix(indent + _INDENT)}"
    yield from rest


def _is_block(value: Json) -> bool:
    return isinstance(value, dict | list) and bool(value)


def _scalar(value: Json) -> str:
    match value:
        case str():
            return yaml_string(value)
        case dict():
            return "{}"
        case list():
            return "[]"
        case float():
            mantissa, exponent = repr(value).partition("e")[::2]
            # YAML 1.1 reads no exponent behind a whole number.
            return f"{mantissa if '.' in mantissa else mantissa + '.0'}e{exponent}" if exponent else mantissa
        case _:
            return json.dumps(value)


def yaml_string(text: str) -> str:
    """A string, in quotes unless it is a plain word or sentence.

    >>> [yaml_string(text) for text in ("type", "no", "1e3", "two words", "$ref", "a: b", "#/x")]
    ['type', '"no"', '"1e3"', 'two words', '$ref', '"a: b"', '"#/x"']
    """
    if _PLAIN.fullmatch(text) and text.lower() not in _TAKEN:
        return text
    return '"' + "".join(map(_character, text)) + '"'


def _character(char: str) -> str:
    if char in '"\\':
        return f"\\{char}"
    if char.isprintable():
        return char
    return f"\\u{ord(char):04X}" if ord(char) < 0x10000 else f"\\U{ord(char):08X}"

"""YAML as a person would write it: one entry a line, in flow style, with what is to be said about it behind it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from typing import Final

from ...meaning.values import Json

_PLAIN: Final = re.compile(
    r"[^\W\d_][\w.·/@'-]*(?: [\w.·/@'()-]+)*|\d{1,6}x\d{1,6}(?: \d+:\d+)?|\d+(?:kB|MB|GB|B)|\d{1,4}p|\d+K"
)
_WORDS: Final = frozenset({"null", "true", "false", "none", "yes", "no", "on", "off", "y", "n"})


def flow(value: Json) -> str:
    """A value on one line.

    >>> flow({"enum": ["hd", "true"], "range": [0.1, None]}), flow("1280x720 16:9"), flow("a: b")
    ('{enum: [hd, "true"], range: [0.1, null]}', '1280x720 16:9', '"a: b"')
    """
    match value:
        case dict():
            return "{" + ", ".join(f"{scalar(key)}: {flow(inner)}" for key, inner in value.items()) + "}"
        case list():
            return "[" + ", ".join(map(flow, value)) + "]"
        case str():
            return scalar(value)
        case _:
            return json.dumps(value)


def scalar(text: str) -> str:
    """Text, in quotes where YAML could read something else in it."""
    if _PLAIN.fullmatch(text) and (text == "none" or text.lower() not in _WORDS):
        return text
    quoted = json.dumps(text, ensure_ascii=False)
    return "".join(char if char.isprintable() else f"\\u{ord(char):04x}" for char in quoted)


def comment(lines: Iterable[int], guesses: Iterable[str] = ()) -> str:
    """Where a value comes from, and what of it is a guess; with the blanks before it.

    >>> comment([72, 31, 72], ["whole seconds"])
    '  # line 31, 72; guess: whole seconds'
    """
    numbers = sorted({line for line in lines if line})
    guessed = list(dict.fromkeys(guess for guess in guesses if guess))
    parts = [f"line {', '.join(map(str, numbers))}"] if numbers else []
    parts += [f"guess: {one_line(guess)}" for guess in guessed]
    return f"  # {'; '.join(parts)}" if parts else ""


def one_line(text: str) -> str:
    """Text of a page as it can stand in a comment."""
    return "".join(char if char.isprintable() else " " for char in text)


def block(key: str, text: str, indent: str) -> Iterator[str]:
    """A text of several lines, verbatim."""
    yield f"{indent}{key}: |"
    for line in text.strip("\n").split("\n"):
        yield f"{indent}  {line}".rstrip()

"""Reading requests from a file: one task, the array that goes on the wire, or one task per line."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Never

from .meaning.values import Json, show_key

LONGEST_NUMBER = 400
"""Integers of more digits are read as floats: all that matters of them is that they are out of range."""


@dataclass(frozen=True)
class Read:
    """A task, the pointer of its place in its document, and its line (0 where lines say nothing)."""

    task: Json
    prefix: str
    line: int

    def place(self, name: str) -> str:
        """Where the task stands, for people."""
        return (f"{name}:{self.line}" if self.line else name) + (f": {self.prefix}" if self.prefix else "")


@dataclass(frozen=True)
class BrokenLine:
    """One of several lines that is not JSON; ``line`` counts from 1."""

    reason: str
    line: int


class Unreadable(Exception):
    """The text is not JSON. ``line`` counts from 1."""

    def __init__(self, reason: str, line: int) -> None:
        super().__init__(reason)
        self.line = line


def text_of(file: str) -> str:
    """The text of a file, or of standard input for "-". Raises OSError."""
    content = sys.stdin.buffer.read() if file == "-" else Path(file).read_bytes()
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        name = "<stdin>" if file == "-" else file
        raise OSError(f"{name} is not UTF-8: byte {error.start} begins no character") from None


def read_requests(text: str) -> Iterator[Read | BrokenLine]:
    """Every task of a text; a ``$schema`` key, which is for editors, is left out.

    Raises Unreadable for a text that is neither one document nor a document on most of its lines.
    """
    if not text.strip():
        raise Unreadable("nothing is in it; a request is a JSON object", 1)
    try:
        document: Json = _parse(text)
    except ValueError as error:
        found = list(_lines(text))
        if not _is_one_per_line(found):
            raise _unreadable(error, 1) from None
        for number, line in found:
            yield from [BrokenLine(line.reason, number)] if isinstance(line, BrokenLine) else _tasks(line, number)
        return
    yield from _tasks(document, 0)


def _lines(text: str) -> Iterator[tuple[int, Json | BrokenLine]]:
    """What each line holds that is not blank, as a document of its own."""
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip():
            try:
                yield number, _parse(line)
            except ValueError as error:
                yield number, BrokenLine(_reason(error), number)


def _is_one_per_line(found: list[tuple[int, Json | BrokenLine]]) -> bool:
    """A document that was broken over lines has few lines, and no first one, that are documents themselves."""
    whole = [not isinstance(line, BrokenLine) for _, line in found]
    return len(whole) > 1 and (whole[0] or sum(whole) * 2 >= len(whole))


def _parse(text: str) -> Json:
    try:
        parsed: Json = json.loads(text, object_pairs_hook=_unique, parse_constant=_refuse, parse_int=_integer)
    except RecursionError:
        raise ValueError("the JSON nests too deeply") from None
    return parsed


def _unique(pairs: list[tuple[str, Json]]) -> dict[str, Json]:
    """An object whose keys differ: of two that are equal, one reader takes the first and another the last."""
    found: dict[str, Json] = {}
    for key, value in pairs:
        if key in found:
            raise ValueError(f"the key {show_key(key)} stands twice in one object")
        found[key] = value
    return found


def _refuse(word: str) -> Never:
    raise ValueError(f"JSON has no number {word}")


def _integer(text: str) -> int | float:
    return int(text) if len(text) <= LONGEST_NUMBER else float(text)


def _unreadable(error: ValueError, line: int) -> Unreadable:
    below = error.lineno - 1 if isinstance(error, json.JSONDecodeError) else 0
    return Unreadable(f"not JSON: {_reason(error)}", line + below)


def _reason(error: ValueError) -> str:
    return f"{error.msg} (column {error.colno})" if isinstance(error, json.JSONDecodeError) else str(error)


def _tasks(document: Json, line: int) -> Iterator[Read]:
    if isinstance(document, list):
        for i, task in enumerate(document):
            yield Read(_stripped(task), f"/{i}", line)
    else:
        yield Read(_stripped(document), "", line)


def _stripped(task: Json) -> Json:
    return {key: value for key, value in task.items() if key != "$schema"} if isinstance(task, dict) else task

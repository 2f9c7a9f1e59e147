"""Reading requests from a file: one task, the array that goes on the wire, or one task per line."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass

from .meaning.values import Json


@dataclass(frozen=True)
class Read:
    """A task, the pointer of its place in its document, and its line (0 where lines say nothing)."""

    task: Json
    prefix: str
    line: int


class Unreadable(Exception):
    """The text is not JSON. ``line`` counts from 1."""

    def __init__(self, reason: str, line: int) -> None:
        super().__init__(reason)
        self.line = line


def read_requests(text: str) -> Iterator[Read]:
    """Every task of a text; a ``$schema`` key, which is for editors, is left out. Raises Unreadable."""
    try:
        document: Json = _parse(text)
    except ValueError as error:
        lines = [(number, line) for number, line in enumerate(text.splitlines(), 1) if line.strip()]
        if len(lines) < 2 or not all(line.lstrip().startswith(("{", "[")) for _, line in lines):
            raise _unreadable(error, 1) from None
        yield from _lines(lines)
        return
    yield from _tasks(document, 0)


def _lines(lines: list[tuple[int, str]]) -> Iterator[Read]:
    for number, line in lines:
        try:
            yield from _tasks(_parse(line), number)
        except ValueError as error:
            raise _unreadable(error, number) from None


def _parse(text: str) -> Json:
    try:
        parsed: Json = json.loads(text)
    except RecursionError:
        raise ValueError("the JSON nests too deeply") from None
    return parsed


def _unreadable(error: ValueError, line: int) -> Unreadable:
    if isinstance(error, json.JSONDecodeError):
        return Unreadable(f"not JSON: {error.msg} (column {error.colno})", line + error.lineno - 1)
    return Unreadable(f"not JSON: {error}", line)


def _tasks(document: Json, line: int) -> Iterator[Read]:
    if isinstance(document, list):
        for i, task in enumerate(document):
            yield Read(_stripped(task), f"/{i}", line)
    else:
        yield Read(_stripped(document), "", line)


def _stripped(task: Json) -> Json:
    return {key: value for key, value in task.items() if key != "$schema"} if isinstance(task, dict) else task

"""Reading what a client sent: bytes to the elements of an array, whatever the bytes are."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Final, Never

from .protocol import Refusal

__all__ = ["MOST_BYTES", "Unreadable", "elements", "oversized"]

MOST_BYTES: Final = 64 * 1024 * 1024
"""The longest body or frame. An image of 20 MB in base64 has 27."""

_MOST_VALUES: Final = 2_000_000
"""JSON values in one body; commas in texts count, too. It bounds what a body of brackets becomes in memory."""

_MOST_IN_TASK: Final = 1000
"""Values in one task, at any depth; a documented request has about twenty."""

_DEEPEST: Final = 64
_LONGEST_NUMBER: Final = 400


class Unreadable(Exception):
    """The bytes are not an array of tasks."""

    def __init__(self, code: str, message: str, status: int = 400) -> None:
        super().__init__(message)
        self.refusal = Refusal(code, message, status=status)


def elements(content: bytes) -> list[object]:
    """The elements of a request. Raises Unreadable."""
    if sum(map(content.count, (b",", b"[", b"{"))) > _MOST_VALUES:
        raise Unreadable("valueTooLarge", f"The request holds more than {_MOST_VALUES} values.", 413)
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        raise Unreadable("invalidJSON", f"The request is not UTF-8: byte {error.start} begins no character.") from None
    try:
        request: object = json.loads(text, parse_constant=_refuse, parse_int=_integer)
    except RecursionError:
        raise Unreadable("invalidJSON", "The JSON of the request nests too deeply.") from None
    except json.JSONDecodeError as error:
        place = f"line {error.lineno}, column {error.colno}"
        raise Unreadable("invalidJSON", f"The request is not JSON: {error.msg} ({place}).") from None
    except ValueError as error:
        raise Unreadable("invalidJSON", f"The request is not JSON: {error}.") from None
    if not isinstance(request, list):
        raise Unreadable("invalidRequest", "The request must be an array of tasks, also where it holds only one.")
    if not request:
        raise Unreadable("arrayTooSmall", "The request is an empty array; send at least one task.")
    return request


def oversized(element: object) -> Refusal | None:
    """What is wrong with the shape of an element, so that it is not looked at more closely."""
    for count, depth in enumerate(_depths(element), 1):
        if depth > _DEEPEST:
            return Refusal("invalidRequest", f"The task nests deeper than {_DEEPEST} levels.")
        if count > _MOST_IN_TASK:
            return Refusal("invalidRequest", f"The task holds more than {_MOST_IN_TASK} values.")
    return None


def _depths(element: object) -> Iterator[int]:
    """The depth of every value, the element's own first."""
    waiting: list[tuple[object, int]] = [(element, 0)]
    while waiting:
        value, depth = waiting.pop()
        yield depth
        inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
        waiting += [(part, depth + 1) for part in inner]


def _refuse(word: str) -> Never:
    raise ValueError(f"JSON has no number {word}")


def _integer(text: str) -> int | float:
    """Integers too long for int are out of every range, so that a float says enough."""
    return int(text) if len(text) <= _LONGEST_NUMBER else float(text)

"""JSON in which everything that stands several times is said once."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Final

from ...meaning.values import Json

__all__ = ["interned"]

_WORTH: Final = 24
"""Shorter JSON is not worth a reference."""


def interned(value: Json) -> Json:
    """``{"of": [...], "is": ...}``, where ``{"$": 3}`` stands for the fourth of the list, in the list as behind it.

    `dataOf` of ``element.ts`` puts it back. No key of what is told to pages is ``$``.
    """
    return _Interning(value).result


class _Interning:
    def __init__(self, value: Json) -> None:
        self._counts: dict[str, int] = {}
        self._numbers: dict[str, int] = {}
        self._parts: list[Json] = []
        self._count(value)
        whole = self._told(value)
        self.result: Json = {"of": self._parts, "is": whole}

    def _count(self, value: Json) -> None:
        """What stands in something that was counted before is not counted again: a reference covers it."""
        key = json.dumps(value)
        if len(key) >= _WORTH:
            self._counts[key] = self._counts.get(key, 0) + 1
            if self._counts[key] == 1:
                for inner in _inner(value):
                    self._count(inner)

    def _told(self, value: Json) -> Json:
        key = json.dumps(value)
        number = self._numbers.get(key)
        if number is not None:
            return {"$": number}
        told: Json = value
        if isinstance(value, dict):
            told = {name: self._told(item) for name, item in value.items()}
        elif isinstance(value, list):
            told = [self._told(item) for item in value]
        if self._counts.get(key, 0) < 2:
            return told
        self._numbers[key] = len(self._parts)
        self._parts.append(told)
        return {"$": self._numbers[key]}


def _inner(value: Json) -> Iterator[Json]:
    if isinstance(value, dict):
        yield from value.values()
    elif isinstance(value, list):
        yield from value

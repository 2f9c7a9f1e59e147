"""Requests worth judging, and the vectors they become: what the reference interpreter finds in each."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from ...meaning.contract import Contract
from ...meaning.evaluate import violations
from ...meaning.values import SAFE_INTEGER, Json, is_text
from ...meaning.violations import Violation

_SPELLING: Final = "<spelling>"
_TEXT: Final = json.JSONEncoder(ensure_ascii=False)
_ASCII: Final = json.JSONEncoder()


@dataclass(frozen=True)
class Case:
    """A request; ``topic`` and ``label`` name it. ``text`` is its JSON where the spelling counts, else empty."""

    topic: str
    label: str
    request: Json = field(hash=False)
    text: str = ""


@dataclass(frozen=True)
class Vector:
    """A request that was judged. ``spelled`` says that only its text, read by a parser, is the request that is meant."""

    id: str
    text: str
    spelled: bool
    violations: tuple[Violation, ...]


def judged(cases: Iterable[Case], contracts: Mapping[str, Contract]) -> Iterator[Vector]:
    """A vector for each request that has not been before, under a name that no other has."""
    texts: set[str] = set()
    names: set[str] = set()
    for case in cases:
        spelled = bool(case.text) or not _is_plain(case.request)
        text = case.text or serialised(case.request, ascii_only=spelled)
        if text not in texts:
            texts.add(text)
            name = _free(f"{word(case.topic)}/{word(case.label)}", names)
            names.add(name)
            yield Vector(name, text, spelled, tuple(violations(case.request, contracts)))


def spelled(topic: str, label: str, text: str) -> Case:
    """A request that is given as JSON text."""
    return Case(topic, label, json.loads(text), text)


def with_spelling(topic: str, label: str, put: Callable[[Json], Json], spelling: str) -> Case:
    """A request that has a value in one place, spelled as given."""
    text = serialised(put(_SPELLING), ascii_only=True)
    return spelled(topic, label, text.replace(f'"{_SPELLING}"', spelling))


def serialised(value: Json, ascii_only: bool = False) -> str:
    """JSON on one line."""
    return (_ASCII if ascii_only else _TEXT).encode(value)


def word(text: str) -> str:
    """A part of an id.

    >>> word("value-16:9 wide"), word("")
    ('value-16-9-wide', 'empty')
    """
    return re.sub(r"[^A-Za-z0-9._-]+", "-", text).strip("-") or "empty"


def _free(name: str, taken: set[str]) -> str:
    number = 1
    found = name
    while found in taken:
        number += 1
        found = f"{name}-{number}"
    return found


def _is_plain(value: Json) -> bool:
    """Whether every JSON library reads and writes the value without changing it."""
    match value:
        case str():
            return is_text(value)
        case bool() | None:
            return True
        case int():
            return abs(value) <= SAFE_INTEGER
        case float():
            return abs(value) <= SAFE_INTEGER and not value.is_integer()
        case list():
            return all(map(_is_plain, value))
        case dict():
            return all(_is_plain(key) and _is_plain(inner) for key, inner in value.items())

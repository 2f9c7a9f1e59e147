"""What a page says, in the terms of a spec, and what became of each of its lines."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum
from typing import TypeAlias

from ..meaning.values import Json

Keys: TypeAlias = tuple[str, ...]


@dataclass(frozen=True)
class Said:
    """What a line says: a spec would have ``value`` at ``path``.

    ``guess`` says what of it the page does not say itself; it is empty where the page says everything.
    """

    path: Keys
    value: Json = field(hash=False)
    guess: str = ""


@dataclass(frozen=True)
class Claim:
    """One thing a page says about one model; ``line`` counts from 1, ``quote`` is the line's text.

    ``kind`` is the family of sentences it was read by, such as ``sizes``.
    """

    model: str
    kind: str
    path: Keys
    value: Json = field(hash=False)
    line: int
    quote: str
    guess: str = ""


class Fate(Enum):
    """What became of a line."""

    UNDERSTOOD = "understood"
    IGNORED = "ignored"
    UNKNOWN = "not understood"


@dataclass(frozen=True)
class Line:
    """A line, or a sentence of one. ``reason`` says why it is ignored, or what it is about as far as that is known.

    ``subject`` is the place in a spec that a line is about which was not understood.
    """

    number: int
    text: str
    fate: Fate
    reason: str = ""
    is_bullet: bool = False
    subject: Keys = ()


@dataclass(frozen=True)
class Request:
    """A documented request. ``text`` is JSON; ``repair`` says what had to be mended for that."""

    title: str
    text: str
    line: int
    repair: str = ""


@dataclass(frozen=True)
class ModelReading:
    """What a page says about one model; ``anchor`` is that of its section."""

    air: str
    name: str
    task: str
    anchor: str
    line: int
    claims: tuple[Claim, ...]
    lines: tuple[Line, ...]
    requests: tuple[Request, ...]
    lists_all: bool = False
    """Whether the page describes every field of a request, so that one it does not name has gone."""

    def figures(self) -> tuple[int, int, int]:
        """How many bullets were understood, ignored and not understood."""
        fates = [line.fate for line in self.lines if line.is_bullet]
        return fates.count(Fate.UNDERSTOOD), fates.count(Fate.IGNORED), fates.count(Fate.UNKNOWN)


@dataclass(frozen=True)
class Reading:
    """What a page says: its models, and the lines of what they share."""

    models: tuple[ModelReading, ...]
    shared: tuple[Line, ...] = ()
    whole_provider: bool = False
    """Whether the page names its address and lists all models there, so that one it does not name has gone."""

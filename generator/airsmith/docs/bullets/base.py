"""A bullet with its label, and what the families of readers share."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, TypeAlias

from ...meaning.values import Json
from ..blocks import Item
from ..claims import Keys, Said
from ..names import Names
from ..phrases import ended, tidy

_LABEL: Final = re.compile(r"([^:`]{1,70}?|[^:`]{0,30}`[^`]+`[^:`]{0,30}?)\s*:+(?:\s*:+)*(?:\s+|$)(.*)", re.DOTALL)
_FIRST_WORDS: Final = re.compile(
    r"((?:[A-Z][a-z]+|[A-Z]{2,4})(?: [a-z]+){0,2}) (?=\d|up to |at least |between |from )(.*)"
)
_FILLER: Final = re.compile(
    r"\A(?:supports|accepts|allows|must be|can be|may be|takes|is|are|set to|values?|ranges?(?: from)?"
    r"|any value|available)"
    r"\s+(?!for\b|via\b|with\b)",
    re.IGNORECASE,
)
_TRAILER: Final = re.compile(
    r"(?<!\bnot)(?<!\bare)(?<!\bis)\s+(?:long|in length|in total|each|per request|per generation|per task"
    r"|supported|allowed|is supported|are supported)\Z",
    re.IGNORECASE,
)
_FIRST: Final = re.compile(r"\A(required|mandatory|optional)[,;] (.+?)\.?\Z", re.IGNORECASE | re.DOTALL)
"""Whether it is needed, in front of what it is; everywhere else that stands behind, in brackets."""
_LAST: Final = re.compile(r"\A([^.]+(?:\.\d+[^.]*)*)\. (required|mandatory|optional)\.?\Z", re.IGNORECASE)
"""The same behind it, as a sentence of one word."""
_LOCATED: Final = re.compile(
    r"(.*?),? (?:via|using|through|set with|configured with) (?:the )?`([A-Za-z][\w.]*)`((?: \([^()]*\))?)",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Bullet:
    """``label`` is what stands before the colon, ``body`` what stands behind it, both without emphasis."""

    label: str
    body: str
    line: int
    text: str
    children: tuple[Bullet, ...] = ()


Sayings: TypeAlias = tuple[Said, ...]
Reader: TypeAlias = Callable[[Bullet, Names], Sayings | None]
"""A family's reader: what a bullet says, or None where it is none of its own, or not surely understood."""


def bullet_of(item: Item) -> Bullet:
    """The label is cut at the first colon, doubled or not; where there is none, before the first number."""
    text = tidy(item.text)
    match = _LABEL.match(text) or _FIRST_WORDS.match(text)
    children = tuple(map(bullet_of, item.children))
    if match is None:
        return Bullet("", text, item.line, text, children)
    body = _LAST.sub(r"\1 (\2)", _FIRST.sub(r"\2 (\1)", match[2].strip()))
    return Bullet(match[1].strip(" *-"), body, item.line, text, children)


def bare(phrase: str) -> str:
    """A phrase without words that say nothing: `Supports 5 seconds supported` is `5 seconds`."""
    text = _FILLER.sub("", ended(phrase))
    return ended(_TRAILER.sub("", text))


def located(bullet: Bullet, names: Names) -> tuple[Keys | None, str]:
    """What a bullet is about, and its body without the words that say so: `1-500 characters via `speech.text``."""
    match = _LOCATED.fullmatch(ended(bullet.body))
    path = names.path(match[2]) if match else None
    return (path, match[1] + match[3]) if match and path else (names.path(bullet.label), bullet.body)


def rule(verb: str, value: Json, when: dict[str, Json] | None = None, level: str = "", why: str = "") -> Said:
    """A rule in the words of the spec language."""
    written: dict[str, Json] = {"when": when} if when else {}
    written |= {verb: value}
    written |= {"level": level} if level else {}
    written |= {"why": why} if why else {}
    return Said(("rules",), written)


def note(text: str) -> Said:
    """A statement without a constraint."""
    return Said(("notes",), ended(text) + ".")

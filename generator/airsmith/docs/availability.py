"""Sentences that tell which models of a page have something."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from .sections import Section

_AIR: Final = re.compile(r"\b[a-z][a-z0-9]*:[\w.-]+@[\w.-]+\b")
_TELLS: Final = re.compile(
    r"\b(?:(?:only (?:available|supported|works?)|(?:available|supported|works?) only|compatible"
    r"|not (?:available|supported))\b.*|available on )",
    re.I,
)
_VERSIONS: Final = re.compile(
    r"\bv\d+(?:\.\d+)?[a-z]?\b|\b\d+(?:\.\d+)?[a-z]?(?=(?:(?:/|, | and | or )\d[\w.]*){0,8} models?\b)"
)
_FAMILY: Final = re.compile(r"\b(?:for|in|on|with|by) ((?:[A-Z]\w*|[\d.]+\d)(?: (?:[A-Z]\w*|[\d.]+\d)){0,5}) models?\b")


def is_about_others(sentence: str, section: Section, titles: Sequence[str]) -> bool:
    """Whether a sentence in what models share names models, but not this one, or only tells which have something."""
    named = list(_named(sentence, titles))
    own = [title for title in named if section.name.startswith(title)]
    return bool(_TELLS.search(sentence)) if own or _AIR.search(sentence) else bool(named)


def _named(sentence: str, titles: Sequence[str]) -> Iterator[str]:
    family = _FAMILY.search(sentence)
    versions = set(_VERSIONS.findall(sentence)) if _TELLS.search(sentence) else set()
    for title in titles:
        whole = re.search(rf"\b{re.escape(title)}\b(?!\.?\d)", sentence, re.I)
        if whole or (family and title.startswith(f"{family[1]} ")) or versions & set(title.split()):
            yield title

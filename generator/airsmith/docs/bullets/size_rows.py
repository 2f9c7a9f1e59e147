"""Sizes in lists, each perhaps with its ratio: `1280×720 (16:9), 720×1280 (9:16)`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final, TypeAlias

from ...meaning.values import Json
from ..phrases import tidy

_SIZE: Final = re.compile(r"(\d{2,5}) ?x ?(\d{2,5})(?: ?(?:px|pixels))?(?: ?\(([^()]*)\))?", re.I)
_RATIO_FIRST: Final = re.compile(
    r"(\d+:\d+) ?(?::|\(|=|->|→|-|at)? ?(\d{2,5}) ?x ?(\d{2,5})(?: ?(?:px|pixels))?\)?", re.I
)
RATIO: Final = re.compile(r"\d{1,3}:\d{1,3}")
_SHAPE: Final = re.compile(
    r"(?:[\s,;/-]|\b(?:default|recommended|ratio|square|landscape|portrait|vertical|horizontal|(?:ultra-?)?wide(?:screen)?"
    r"|standard|classic|cinema(?:tic|scope)?|panorama|panoramic|tall|tv|photo|social|story|stories|mobile|desktop|banner"
    r"|full|[FQU]?HD|SD|\d{3,4}p|\d(?:\.\d)?K)\b)*",
    re.I,
)
"""What a size looks like and is good for; anything else in its brackets may say where it counts."""
PADDING: Final = re.compile(r"[,;./|\s]+|\b(?:and|or|only|fixed|exactly|either|at|pixels|px)\b", re.I)
Row: TypeAlias = tuple[int, int, str]


def rows(text: str) -> list[Row] | None:
    """Every size of a list with its ratio; None where anything else stands between them."""
    clean = tidy(text)
    found: list[tuple[int, Row]] = []
    for match in _RATIO_FIRST.finditer(clean):
        found.append((match.start(), (int(match[2]), int(match[3]), match[1])))
    rest = _RATIO_FIRST.sub(" ", clean) if found else clean
    for match in () if found else _SIZE.finditer(clean):
        aside = match[3] or ""
        ratio = RATIO.search(aside)
        if not _SHAPE.fullmatch(RATIO.sub("", aside, count=1)):
            return None
        found.append((match.start(), (int(match[1]), int(match[2]), ratio[0] if ratio else "")))
    rest = rest if rest != clean else _SIZE.sub(" ", clean)
    return [row for _, row in found] if found and not PADDING.sub("", rest) else None


def written(found: Sequence[Row]) -> list[Json]:
    """The sizes as a spec writes them."""
    return [f"{width}x{height} {ratio}".strip() for width, height, ratio in dict.fromkeys(found)]

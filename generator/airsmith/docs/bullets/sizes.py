"""`Supported dimensions: 1280×720 (16:9).`, groups of them, ranges, and sizes that follow from an input."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from ...meaning.values import Json
from ..claims import Said
from ..names import Names
from ..phrases import amount, ended, split_asides, words_list
from .base import Bullet, Sayings, bare, note
from .derived_sizes import read_derived
from .scopes import Scope, scoped_rules
from .size_groups import own_workflows, read_groups
from .size_rows import PADDING, RATIO, Row, rows, written
from .size_spans import read_span

_LABEL: Final = re.compile(
    r"(?:(?:all |other |further |additional |more |also )?(?:max(?:imum)? |supported |available |allowed |valid |possible "
    r"|accepted |output |image "
    r"|video |native |custom )*)(?:dimensions?|resolutions?|sizes?)(?: options?| support(?:ed)?)?"
    r"|(?:supported |allowed )?aspect ratios?(?: and (?:dimensions?|resolutions?))?|(?:image |video "
    r"|output )*(?:dimensions|resolution)s?|widths?(?:/| and | & )heights?",
    re.IGNORECASE,
)
_TIMED: Final = re.compile(r"(\d{2,5}) ?x ?(\d{2,5})(?: \((\d+:\d+)\))? \(([^()]*?\bseconds?)(?: only)?\)", re.I)
_GROUP: Final = re.compile(r"\b(?:\d{3,4}p|\d(?:\.\d)?K)\b(?= ?[:(-])", re.I)
_GROUPED: Final = re.compile(r"(\d{3,4}p|\d(?:\.\d)?K) ?(?:[:-] ?|\()(.*?)\)?", re.I)
_LINES: Final = re.compile(r"\d{3,4}p|\d(?:\.\d)?K", re.I)
"""A size by its name alone, which names no pixels."""
_UNSAYABLE: Final = re.compile(
    r"(?:up to |max(?:imum)? )?\d+(?:\.\d+)? ?(?:megapixels?|MP)(?: total)?|(?:automatic|flexible|variable|any"
    r"|auto)(?:ally)?\b[^\d]*",
    re.I,
)
"""Sizes that the language has no words for, or that are no limit; they are kept as notes."""


def read(bullet: Bullet, names: Names) -> Sayings | None:
    """The sizes a model takes."""
    if not is_label(bullet.label):
        return None
    if bullet.children:
        return read_groups(bullet, names)
    _, grouped = split_asides(bullet.label)
    if grouped:
        found = rows(bare(bullet.body)) if len(grouped) == 1 and _LINES.fullmatch(grouped[0]) else None
        return (Said(("dimensions", "groups"), {grouped[0]: written(found)}),) if found else None
    if bullet.label.lower().startswith("max") and re.match(r"\d+ ?x", bullet.body, re.I):
        bullet = replace(bullet, body=f"up to {bullet.body}")
    if _UNSAYABLE.fullmatch(bare(bullet.body)):
        return (note(bullet.text),)
    core, asides = split_asides(bare(bullet.body))
    words = words_list(core) if all(aside.lower() == "default" for aside in asides) else [bullet.body]
    if all(_LINES.fullmatch(word) for word in words) or all(RATIO.fullmatch(word) for word in words):
        return (note(bullet.text),)
    return (
        _listed(bullet.body)
        or _timed(bullet.body, names)
        or _grouped_inline(bullet.body)
        or read_span(bullet.body)
        or read_derived(bullet.body, names)
    )


def is_label(label: str) -> bool:
    """Whether a label announces sizes: all of them, or those of a name in brackets."""
    return bool(_LABEL.fullmatch(split_asides(label)[0]))


def listed(body: str) -> list[Row]:
    """The sizes of a list, whatever says behind it where they count; none where it is no list."""
    timed = re.sub(r" \([^()]*\bseconds?(?: only)?\)", "", body, flags=re.I)
    return rows(own_workflows(timed)[0]) or []


def _listed(body: str) -> Sayings | None:
    found = rows(bare(body))
    return (Said(("dimensions", "pairs"), written(found)),) if found else None


def _timed(body: str, names: Names) -> Sayings | None:
    """`1366x768 (6 or 10 seconds), 1920x1080 (6 seconds only)`: sizes, and the durations each may have."""
    text = bare(body)
    matches = list(_TIMED.finditer(text))
    if not matches or PADDING.sub("", _TIMED.sub(" ", text)):
        return None
    found = [(int(match[1]), int(match[2]), match[3] or "") for match in matches]
    entries = []
    for (width, height, _), match in zip(found, matches, strict=True):
        seconds = amount(match[4])
        if seconds is None or seconds.unit != "second" or not seconds.values:
            return None
        entries.append((seconds.values, seconds.limits(), Scope(sizes=((width, height),))))
    sized = replace(names, sizes=tuple((width, height, "") for width, height, _ in found))
    return (Said(("dimensions", "pairs"), written(found)), *scoped_rules("duration", entries, sized))


def _grouped_inline(body: str) -> Sayings | None:
    """`720p: 1280x720, 720x1280; 1080p: 1920x1080`, or with the sizes in brackets."""
    text = ended(body)
    starts = [match.start() for match in _GROUP.finditer(text)]
    if not starts or starts[0] > 0:
        return None
    groups: dict[str, Json] = {}
    for start, end in zip(starts, [*starts[1:], len(text)], strict=True):
        match = _GROUPED.fullmatch(text[start:end].strip(" ,;."))
        found = rows(match[2]) if match else None
        if match is None or not found:
            return None
        groups[match[1]] = written(found)
    return (Said(("dimensions", "groups"), groups),)

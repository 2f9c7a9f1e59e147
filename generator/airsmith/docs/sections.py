"""A provider page cut into the sections of its models, and what stands around them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from .blocks import Block, Bullets, Definition, Heading, Item, Paragraph
from .vocabulary import task_of

AIR: Final = r"[a-z0-9][a-z0-9-]*:[A-Za-z0-9._-]+@[A-Za-z0-9._-]*[A-Za-z0-9]"
_LABELLED: Final = re.compile(r"(?:Models? )?AIR(?: IDs?)?s?\s*:[\s:]*(.*)", re.IGNORECASE | re.DOTALL)
_IDS: Final = re.compile(
    rf"`?{AIR}`?(?:\s*\([^()]*\))?(?:(?:,| and|, and| or|;|/)\s*`?{AIR}`?(?:\s*\([^()]*\))?)*\.?", re.IGNORECASE
)
_CHROME: Final = ("ask ai", "on this page", "send feedback", "was this page helpful?", "related", "previous", "next")


@dataclass(frozen=True)
class Section:
    """The blocks of one model, its heading left out; ``shared`` are those that describe settings for it and others."""

    air: str
    name: str
    anchor: str
    task: str
    line: int
    blocks: tuple[Block, ...]
    shared: tuple[Block, ...] = ()


@dataclass(frozen=True)
class Cut:
    """The sections of a page, the blocks outside of them, and those of the page's frame behind the last."""

    sections: tuple[Section, ...]
    outside: tuple[Block, ...]
    chrome: tuple[Block, ...]


def airs_of(block: Block | Item) -> tuple[str, ...]:
    """The AIR ids that a line states; none for any other line, and for one that says more than them."""
    labelled = labelled_air(block)
    return tuple(re.findall(AIR, labelled)) if labelled and _IDS.fullmatch(labelled.strip()) else ()


def labelled_air(block: Block | Item) -> str:
    """What stands behind the label of an AIR id; empty where there is no such label."""
    match = _LABELLED.fullmatch(block.text.strip()) if isinstance(block, Paragraph | Item) else None
    return match[1] if match else ""


def _stated(block: Block) -> tuple[str, ...]:
    if isinstance(block, Bullets):
        return tuple(air for item in block.items for air in airs_of(item))
    return airs_of(block)


def cut(blocks: Sequence[Block]) -> Cut:
    """Cut a page at the headings of its models: the last heading before each AIR id."""
    stated = [(at, airs) for at, block in enumerate(blocks) if (airs := _stated(block))]
    starts = [_start(blocks, at, stated[number - 1][0] if number else -1) for number, (at, _) in enumerate(stated)]
    sections: list[Section] = []
    outside: list[Block] = list(blocks[: starts[0]] if starts else blocks)
    chrome: tuple[Block, ...] = ()
    for number, (start, (_, airs)) in enumerate(zip(starts, stated, strict=True)):
        end = _end(blocks, start, starts[number + 1] if number + 1 < len(starts) else len(blocks))
        last = number + 1 == len(starts)
        inner = blocks[start + 1 : end] if isinstance(blocks[start], Heading) else blocks[start:end]
        if last:
            kept = _chrome_start(inner)
            inner, chrome = inner[:kept], tuple(inner[kept:])
        sections += [_section(blocks, start, air, tuple(inner)) for air in airs]
        outside += blocks[end : starts[number + 1] if not last else len(blocks)]
    return Cut(tuple(sections), tuple(outside), chrome)


def _start(blocks: Sequence[Block], at: int, after: int) -> int:
    """The heading of the section that states an id at ``at``: the nearest above, one in bold for want of it."""
    between = [number for number in range(after + 1, at) if isinstance(blocks[number], Heading)]
    real = [number for number in between if _level(blocks[number]) < 7]
    if real:
        return real[-1]
    return between[-1] if between else at


def _level(block: Block) -> int:
    return block.level if isinstance(block, Heading) else 8


def _end(blocks: Sequence[Block], start: int, limit: int) -> int:
    level = _level(blocks[start])
    for number in range(start + 1, limit):
        if level < 7 and _level(blocks[number]) <= level:
            return number
    return limit


def _section(blocks: Sequence[Block], start: int, air: str, inner: tuple[Block, ...]) -> Section:
    heading = blocks[start]
    name = heading.text if isinstance(heading, Heading) else air
    above = [block for block in blocks[:start] if isinstance(block, Heading) and block.level < min(_level(heading), 7)]
    task = next((found for block in reversed(above) if (found := task_of(block.text))), "")
    anchor = heading.anchor if isinstance(heading, Heading) else ""
    return Section(air, plain_name(name), anchor, task, heading.line, inner, _shared(blocks, start))


def plain_name(heading: str) -> str:
    """The name of a model without a number before it or code around it.

    >>> plain_name("2. `DALL·E 3`")
    'DALL·E 3'
    """
    return re.sub(r"^\d+\.\s+", "", heading.strip()).strip("`* ").rstrip(":")


def _shared(blocks: Sequence[Block], start: int) -> tuple[Block, ...]:
    """The definitions that count for a section: those of its own group of models, then those before any group."""
    groups = [number for number in range(start) if _level(blocks[number]) <= 2]
    group = groups[-1] if groups else 0
    first = next(
        (number for number in range(len(blocks)) if _level(blocks[number]) <= 2 and task_of(_text(blocks[number]))),
        start,
    )
    own = [block for block in blocks[group:start] if isinstance(block, Definition)]
    general = [block for block in blocks[:first] if isinstance(block, Definition)]
    return tuple(dict.fromkeys([*own, *general]))


def _text(block: Block) -> str:
    return block.text if isinstance(block, Heading) else ""


def _chrome_start(blocks: Sequence[Block]) -> int:
    for number, block in enumerate(blocks):
        text = block.text.strip().lower() if isinstance(block, Paragraph | Heading) else ""
        if text in _CHROME:
            return number
    return len(blocks)

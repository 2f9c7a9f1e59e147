"""What a page is made of, whatever it was written in. Lines count from 1.

``text`` is plain: links are their words, emphasis is gone, code stands between backticks.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TypeAlias


@dataclass(frozen=True)
class Heading:
    """``level`` is 1 to 6, or 7 for a line in bold that stands alone."""

    level: int
    text: str
    line: int
    anchor: str = ""


@dataclass(frozen=True)
class Paragraph:
    text: str
    line: int


@dataclass(frozen=True)
class Item:
    """A bullet with those below it."""

    text: str
    line: int
    children: tuple[Item, ...] = ()


@dataclass(frozen=True)
class Bullets:
    items: tuple[Item, ...]
    line: int


@dataclass(frozen=True)
class Fence:
    """Code, verbatim; ``line`` is that of its first line."""

    text: str
    line: int


@dataclass(frozen=True)
class Table:
    """``rows`` does not hold the header."""

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    line: int


@dataclass(frozen=True)
class Definition:
    """A term with what describes it, which may hold definitions again."""

    term: str
    line: int
    body: tuple[Block, ...]


@dataclass(frozen=True)
class Break:
    """A line across the page."""

    line: int


Block: TypeAlias = Heading | Paragraph | Bullets | Fence | Table | Definition | Break


def every_item(items: Iterable[Item]) -> Iterator[Item]:
    """The bullets and all below them, as they stand on the page."""
    for item in items:
        yield item
        yield from every_item(item.children)

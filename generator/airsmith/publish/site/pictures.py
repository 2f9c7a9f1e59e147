"""Sizes as pictures, all of a site drawn to one scale."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from ...targets.code import Code
from ...targets.docs.facts import ModelPage, Sizes, SizeRow
from .html import words

LARGEST: Final = 84
"""Length of the longest side of all, in pixels of the page."""


@dataclass(frozen=True)
class Picture:
    """A rectangle of ``width`` times ``height``, of which ``inner`` and ``tall`` are without the line around it.

    ``dashed`` marks one that is the greatest of many.
    """

    name: Code
    ratio: Code
    width: Code
    height: Code
    inner: Code
    tall: Code
    dashed: bool


def scale(pages: Iterable[ModelPage]) -> float:
    """Pixels of the page for a pixel of the largest output of all."""
    sides = [
        side for page in pages if page.sizes for width, height in _outlines(page.sizes) for side in (width, height)
    ]
    return LARGEST / max(sides, default=LARGEST)


def pictures(sizes: Sizes | None, to_scale: float) -> tuple[Picture, ...]:
    """The legal sizes; of sizes between limits the greatest."""
    if sizes is None:
        return ()
    if sizes.listed:
        return tuple(_picture(size, to_scale) for size in sizes.listed)
    return tuple(
        _drawn(f"up to {width} × {height}", "", width, height, to_scale, dashed=True)
        for width, height in _outlines(sizes)
    )


def _outlines(sizes: Sizes) -> list[tuple[int, int]]:
    if sizes.listed:
        return [(size.width, size.height) for size in sizes.listed]
    width, height = sizes.width.get("maximum"), sizes.height.get("maximum")
    return [(width, height)] if isinstance(width, int) and isinstance(height, int) else []


def _picture(size: SizeRow, to_scale: float) -> Picture:
    return _drawn(f"{size.width} × {size.height}", size.label or size.ratio, size.width, size.height, to_scale)


def _drawn(name: str, ratio: str, width: int, height: int, to_scale: float, *, dashed: bool = False) -> Picture:
    across, up = (max(round(side * to_scale), 3) for side in (width, height))
    return Picture(
        name=words(name),
        ratio=words(ratio),
        width=Code(str(across)),
        height=Code(str(up)),
        inner=Code(str(across - 1)),
        tall=Code(str(up - 1)),
        dashed=dashed,
    )

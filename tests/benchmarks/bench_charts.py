"""Bars as SVG, without a library: a page of documentation needs no more than rectangles and words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape
from typing import Any

ROW, BAR, NAMES, WIDTH, VALUES = 26, 14, 330, 420, 90
"""Pixels: the height of a row and of its bar, the room for names, bars and values."""

MET, MISSED, PLAIN = "#2e7d32", "#c62828", "#546e7a"
STYLE = "text{font:13px sans-serif;fill:#24292f}@media(prefers-color-scheme:dark){text{fill:#e6edf3}}"

Entry = dict[str, Any]
"""As in `benchmarks.json`."""


def chart(title: str, entries: Sequence[Entry]) -> str:
    """A bar per figure of one unit, the goal as a line across it; green where it is met."""
    scale = WIDTH / max(max(entry["figure"], entry["goal"] or 0) for entry in entries)
    height = ROW * (len(entries) + 1) + 10
    width = NAMES + WIDTH + VALUES
    size = f'width="{width}" height="{height}" viewBox="0 0 {width} {height}"'
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" {size} role="img" aria-label="{escape(title)}">',
        f"<style>{STYLE}</style>",
        f'<text x="0" y="18" font-weight="bold">{escape(title)}</text>',
        *(line for row, entry in enumerate(entries, 1) for line in _row(entry, row * ROW, scale)),
        "</svg>",
    ]
    return "\n".join(lines) + "\n"


def _row(entry: Entry, top: int, scale: float) -> Iterator[str]:
    length, middle = max(1.0, entry["figure"] * scale), top + ROW / 2
    colour = {True: MET, False: MISSED}.get(entry["met"], PLAIN)
    yield f'<text x="{NAMES - 8}" y="{middle + 4:.0f}" text-anchor="end">{escape(entry["name"])}</text>'
    yield f'<rect x="{NAMES}" y="{middle - BAR / 2:.0f}" width="{length:.1f}" height="{BAR}" fill="{colour}"/>'
    if entry["goal"] is not None:
        place = NAMES + entry["goal"] * scale
        line = f'x1="{place:.1f}" x2="{place:.1f}" y1="{middle - BAR / 2 - 3:.0f}" y2="{middle + BAR / 2 + 3:.0f}"'
        yield f'<line {line} stroke="#ffb300" stroke-width="3"/>'
    yield f'<text x="{NAMES + length + 8:.1f}" y="{middle + 4:.0f}">{entry["figure"]:,.2f} {entry["unit"]}</text>'

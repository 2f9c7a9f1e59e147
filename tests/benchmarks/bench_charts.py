"""Bars as SVG, without a library: a page of documentation needs no more than rectangles, lines and words.

The same figures make the same bytes. A chart brings its own ground, so that it can be read on a light page and on a
dark one, whichever of the two the reader's system asks for.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape
from textwrap import wrap

ROW, BAR, NAMES, WIDTH, VALUES, EDGE = 26, 14, 440, 380, 120, 16
"""Pixels: the height of a row and of its bar, the room for names, bars, values and around everything."""

LINE = 16
"""Pixels: the height of a line of the source."""

MANY = 40
"""A scale is logarithmic where the largest figure is so many times the smallest."""

STYLE = (
    ".ground{fill:#fff}.grid{stroke:#d8dee4}.goal{stroke:#9a6700;stroke-width:3}"
    ".met{fill:#1a7f37}.missed{fill:#cf222e}.plain{fill:#6e7781}.ours{fill:#0969da}"
    "text{font:13px sans-serif;fill:#1f2328}.title{font-weight:bold;font-size:15px}.small{font-size:11px;fill:#59636e}"
    "@media(prefers-color-scheme:dark){.ground{fill:#0d1117}.grid{stroke:#30363d}.goal{stroke:#e3b341}"
    ".met{fill:#3fb950}.missed{fill:#f85149}.plain{fill:#8b949e}.ours{fill:#58a6ff}"
    "text{fill:#e6edf3}.small{fill:#9198a1}}"
)


@dataclass(frozen=True)
class Mark:
    """A bar: its name, its value, a line across it where there is a goal, and its class in the style."""

    name: str
    value: float
    goal: float | None = None
    kind: str = "plain"


@dataclass(frozen=True)
class Scale:
    """From 0, or from a power of ten where it is logarithmic."""

    low: float
    high: float
    logarithmic: bool

    def at(self, value: float) -> float:
        """Pixels from the left end of the axis."""
        if not self.logarithmic:
            return WIDTH * value / self.high
        share = math.log10(max(value, self.low) / self.low) / math.log10(self.high / self.low)
        return WIDTH * share

    @property
    def ticks(self) -> tuple[float, ...]:
        if self.logarithmic:
            first, last = round(math.log10(self.low)), round(math.log10(self.high))
            return tuple(10.0**power for power in range(first, last + 1))
        step = self.high / 5
        return tuple(step * i for i in range(6))


def scale_of(values: Sequence[float]) -> Scale:
    """The scale that shows all of these; its end is a round number."""
    least, most = min(values), max(values)
    if least > 0 and most > MANY * least:
        return Scale(10.0 ** math.floor(math.log10(least)), 10.0 ** math.ceil(math.log10(most)), logarithmic=True)
    power = 10.0 ** math.floor(math.log10(most)) if most > 0 else 1.0
    high = next(power * step for step in (1, 2, 2.5, 5, 10) if power * step >= most)
    return Scale(0, high, logarithmic=False)


def chart(title: str, unit: str, source: str, marks: Sequence[Mark]) -> str:
    """A bar per mark on one axis, whose unit is named below it; the source is the last line."""
    scale = scale_of([value for mark in marks for value in (mark.value, mark.goal) if value is not None])
    sources = wrap(source, 140)
    bottom = ROW * (len(marks) + 1) + EDGE
    width, height = NAMES + WIDTH + VALUES + 2 * EDGE, bottom + 3 * LINE + LINE * len(sources) + EDGE
    size = f'width="{width}" height="{height}" viewBox="{-EDGE} 0 {width} {height}"'
    label = f"{unit}, logarithmic" if scale.logarithmic else unit
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" {size} role="img" aria-label="{escape(title)}">',
        f"<style>{STYLE}</style>",
        f'<rect class="ground" x="{-EDGE}" y="0" width="{width}" height="{height}"/>',
        f'<text class="title" x="0" y="24">{escape(title)}</text>',
        *_axis(scale, bottom),
        *(line for row, mark in enumerate(marks, 1) for line in _row(mark, row * ROW + EDGE, scale)),
        f'<text class="small" x="{NAMES + WIDTH / 2:.0f}" y="{bottom + 2 * LINE + 2}" text-anchor="middle">'
        f"{escape(label)}</text>",
        *(_source(line, bottom + (row + 3) * LINE + 6) for row, line in enumerate(sources)),
        "</svg>",
    ]
    return "\n".join(lines) + "\n"


def _axis(scale: Scale, bottom: int) -> Iterator[str]:
    for tick in scale.ticks:
        x = NAMES + scale.at(tick)
        yield f'<path class="grid" d="M{x:.1f} {ROW + EDGE - 4}V{bottom}"/>'
        yield f'<text class="small" x="{x:.1f}" y="{bottom + LINE}" text-anchor="middle">{tick:,g}</text>'


def _row(mark: Mark, top: int, scale: Scale) -> Iterator[str]:
    length, middle = max(1.0, scale.at(mark.value)), top + ROW / 2
    yield f'<text x="{NAMES - 8}" y="{middle + 4:.0f}" text-anchor="end">{escape(mark.name)}</text>'
    yield f'<rect class="{mark.kind}" x="{NAMES}" y="{middle - BAR / 2:.0f}" width="{length:.1f}" height="{BAR}"/>'
    end = length
    if mark.goal is not None:
        place = scale.at(mark.goal)
        end = max(end, place)
        across = f"M{NAMES + place:.1f} {middle - BAR / 2 - 3:.0f}V{middle + BAR / 2 + 3:.0f}"
        yield f'<path class="goal" d="{across}"/>'
    yield f'<text x="{NAMES + end + 8:.1f}" y="{middle + 4:.0f}">{shown(mark.value)}</text>'


def _source(line: str, y: int) -> str:
    return f'<text class="small" x="0" y="{y}">{escape(line)}</text>'


def shown(value: float) -> str:
    """Whole where it is large, else two decimals."""
    return f"{value:,.0f}" if value >= 100 else f"{value:,.2f}"

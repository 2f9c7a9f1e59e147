"""``area: [min, max]``: how many pixels a picture has in all.

Sides go in steps, so there are few widths: from each of them on there is a greatest height, and up to each of them a
least one. Said like that no product is needed, and a schema can say it as well.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, Self, TypeAlias

from ..fragments import at, both, compare_fragment
from ..predicates import All, AnyOf, Compare, Predicate, Value
from ..values import Fragment, Json, Path
from .base import FieldKind, Refused
from .ends import clause, ends_author, read_ends
from .step import StepKind

Sides: TypeAlias = tuple[tuple[FieldKind, ...], tuple[FieldKind, ...]]
"""What limits each side by itself."""

Clause: TypeAlias = tuple[Compare, Compare]
"""One of the two must hold."""


@dataclass(frozen=True)
class Area:
    """``least`` and ``most`` are numbers of pixels; ``clauses`` say the same of the sides."""

    least: int | None
    most: int | None
    clauses: tuple[Clause, ...]

    @classmethod
    def author(cls) -> Fragment:
        return ends_author("integer", minimum=1)

    @classmethod
    def read(cls, written: Json, sides: Sides, paths: tuple[Path, Path]) -> Self:
        """The area of sides that go in steps. Raises Refused where they do not, or where nothing is left or limited."""
        least, most = read_ends(written, int)
        widths, heights = (_numbers(side) for side in sides)
        wide, high = (Value(path) for path in paths)
        found: list[Clause] = []
        if most is not None:
            found += _clauses(widths, wide, heights, high, "<=", lambda width, height: width * height <= most)
        if least is not None:
            found += _clauses(
                widths[::-1], wide, heights[::-1], high, ">=", lambda width, height: width * height >= least
            )
        if not found:
            raise Refused("bad-area", "the sides admit no other area", "leave the area out")
        return cls(least, most, tuple(found))

    @property
    def predicate(self) -> Predicate:
        return All(tuple(AnyOf(parts) for parts in self.clauses))

    def fragment(self) -> Fragment:
        return both({"anyOf": [_fragment(part) for part in parts]} for parts in self.clauses)

    def describe(self) -> str:
        return clause(self.least, self.most, "pixel")


def _numbers(kinds: Sequence[FieldKind]) -> tuple[int, ...]:
    step = next((kind for kind in kinds if isinstance(kind, StepKind)), None)
    if step is None:
        raise Refused("bad-area", "an area needs sides that go in steps", "write step: 1 where every side is legal")
    return tuple(int(number) for number in step.numbers)


def _clauses(
    widths: Sequence[int],
    wide: Value,
    heights: Sequence[int],
    high: Value,
    operator: Literal["<=", ">="],
    fits: Callable[[int, int], bool],
) -> Iterator[Clause]:
    """Clauses for sides in the order in which the area runs out: a width before this one, or no height beyond that.

    Where no height is left for a width, all from there on are refused: the second half is never true.
    """
    before: int | None = None
    last = heights[-1]
    for width in widths:
        allowed = [height for height in heights if fits(width, height)]
        if not allowed and before is None:
            raise Refused("bad-area", "no size of these sides has this area")
        end = allowed[-1] if allowed else heights[0] - 1 if operator == "<=" else heights[0] + 1
        if end != last:
            earlier = widths[0] - 1 if operator == "<=" else widths[0] + 1
            found = Compare(wide, operator, earlier if before is None else before)
            yield found, Compare(high, operator, end)
        if not allowed:
            return
        before, last = width, end


def _fragment(part: Compare) -> Fragment:
    assert isinstance(part.term, Value)
    return at(part.term.path, compare_fragment(part.term, part.operator == ">=", part.bound))

"""``within: [duration, rate]``: how many frames a video has, where frames may be told by their number.

A frame's number is below duration times rate. Durations have few values and the rate one, so the product is taken
apart: up to each duration there is a first number that is too high.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from math import ceil
from typing import Final, Self, TypeAlias

from ..fragments import at, both
from ..predicates import All, AnyOf, AtMost, Compare, Predicate, Present, Value
from ..shapes import Integer, Shape, choices
from ..values import Fragment, Json, Path, dotted
from ..violations import Level, Rule, plain
from .base import Constraint, Draft, Refused
from .range import RangeKind
from .step import StepKind

FRAMES: Final[Path] = ("frameImages",)
FRAME: Final[Path] = ("frame",)

MOST: Final = 200
"""More durations than this would be more comparisons than anybody wants to read."""

Find: TypeAlias = Callable[[str], tuple[Path, Shape]]
"""A field by its name. Raises Refused where there is none."""


@dataclass(frozen=True)
class FrameNumbers(Constraint):
    """``seconds`` are the legal durations, ascending, and ``ends`` the number of frames at each of them."""

    duration: Path
    rate: int
    seconds: tuple[int | float, ...]
    level: Level = "error"

    @classmethod
    def author(cls) -> Fragment:
        name: Fragment = {"type": ["string", "integer"], "minimum": 1, "minLength": 1}
        return {"type": "array", "items": name, "minItems": 2, "maxItems": 2}

    @classmethod
    def read(cls, within: tuple[str | int, ...], find: Find) -> Self:
        """The numbers from a duration and a rate. Raises Refused, with the place in the pair."""
        duration, rate = within
        path, shape = _found(duration, find, 0)
        seconds = _values(shape)
        if not seconds or seconds[0] <= 0:
            hint = "list its values, or give it a range and a step"
            raise Refused("bad-frames", f"{dotted(path)} has no list of values above 0", hint, (0,))
        if isinstance(rate, int):
            return cls(path, rate, seconds)
        path_of_rate, shape = _found(rate, find, 1)
        rates = _values(shape)
        if len(rates) != 1 or not isinstance(rates[0], int):
            hint = "give it a const, or write the frames per second here"
            raise Refused("bad-frames", f"{dotted(path_of_rate)} is not one whole number", hint, (1,))
        return cls(path, rates[0], seconds)

    @property
    def ends(self) -> tuple[int, ...]:
        return tuple(ceil(seconds * self.rate) for seconds in self.seconds)

    def rules(self) -> tuple[Rule, ...]:
        if len(self.seconds) == 1:
            return ()
        applies = All((Present(self.duration), Present(FRAMES)))
        parts = tuple(AnyOf((self._longer(i), self._none_from(i))) for i in range(len(self.seconds) - 1))
        name = plain(dotted(self.duration))
        sentence = f"frameImages names a frame that {name} at {self.rate} frames per second does not reach."
        return (Rule("conflict", FRAMES, All(parts), sentence, applies, related=(self.duration,), level=self.level),)

    def _longer(self, i: int) -> Predicate:
        return Compare(Value(self.duration), ">=", self.seconds[i + 1])

    def _none_from(self, i: int) -> Predicate:
        return AtMost(FRAMES, 0, Compare(Value(FRAME), ">=", self.ends[i]))

    def fragment(self, draft: Draft) -> Fragment:
        return both(self._part(i) for i in range(len(self.seconds) - 1))

    def _part(self, i: int) -> Fragment:
        beyond: Fragment = {"required": ["frame"], "properties": {"frame": {"type": "number", "minimum": self.ends[i]}}}
        none_from = at(FRAMES, {"items": {"not": {"type": "object", **beyond}}})
        return {"anyOf": [at(self.duration, {"minimum": self.seconds[i + 1]}), none_from]}

    def describe(self) -> str:
        return f"A numbered frame of frameImages is below {dotted(self.duration)} times {self.rate}."


def read_within(written: Json) -> tuple[str | int, ...]:
    """The names of two fields, or a number for the second."""
    if not isinstance(written, list):
        raise TypeError(written)
    return tuple(part for part in written if isinstance(part, str | int))


def _found(name: str | int, find: Find, i: int) -> tuple[Path, Shape]:
    try:
        return find(str(name))
    except Refused as refused:
        raise Refused(refused.code, refused.message, refused.hint, (i,)) from None


def _values(shape: Shape) -> tuple[int | float, ...]:
    """The legal numbers of a field, ascending; none where they are not few."""
    listed = [value for value in choices(shape) if isinstance(value, int | float) and not isinstance(value, bool)]
    if listed:
        return tuple(sorted(listed))
    for kind in shape.kinds:
        if isinstance(kind, StepKind):
            return kind.numbers
    span = next((kind for kind in shape.kinds if isinstance(kind, RangeKind)), None)
    if not isinstance(shape, Integer) or span is None or span.least is None or span.most is None:
        return ()
    whole = range(ceil(span.least), int(span.most) + 1)
    return tuple(whole) if len(whole) <= MOST else ()

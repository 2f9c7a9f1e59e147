"""``step: n``: how far apart the legal numbers of a range are, counted from its lower end.

The numbers are listed once, in decimal arithmetic: ``1.3`` is the number every parser reads there, while a
remainder of floats refuses legal numbers in every engine. So the range needs both of its ends.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import ClassVar, Final, Self

from ..predicates import In
from ..shapes import About
from ..values import SAFE_INTEGER, Fragment, Json
from ..violations import Check, plain
from .base import Draft, FieldKind, Refused
from .enum import unsafe
from .range import RangeKind

MOST_NUMBERS: Final = 1_000
"""A range of more steps than this is refused: each of its numbers would stand in every generated validator."""


@dataclass(frozen=True)
class StepKind(FieldKind):
    """``numbers`` are the legal ones, ascending; they are known once the kind stands ``beside`` its range."""

    step: int | float
    numbers: tuple[int | float, ...] = ()

    keyword: ClassVar = "step"
    help: ClassVar = "how far apart the numbers of a range are, counted from its lower end"
    types: ClassVar = frozenset({"integer", "number"})

    @classmethod
    def author(cls) -> Fragment:
        return {"type": "number", "exclusiveMinimum": 0}

    @classmethod
    def read(cls, written: Json) -> Self:
        if not isinstance(written, int | float):
            raise TypeError(written)
        if written > SAFE_INTEGER:
            raise unsafe(written, ())
        return cls(int(written) if float(written).is_integer() else written)

    def beside(self, kinds: Sequence[FieldKind]) -> Self:
        span = next((kind for kind in kinds if isinstance(kind, RangeKind)), None)
        if span is None or span.least is None or span.most is None:
            raise Refused("bad-step", "steps need a range with both ends", "write range: [0, 1], step: 0.1")
        return type(self)(self.step, _numbers(span.least, span.most, self.step))

    def checks(self, about: About) -> tuple[Check, ...]:
        article = "an" if about.field[:1].lower() in "aeiou" else "a"
        subject = f"{article} {plain(about.field)} {about.owner} supports{plain(about.clause)}"
        way = f"from {self.numbers[0]} to {self.numbers[-1]} {self.describe()}"
        return (Check("not_allowed", In((), self.numbers), f"{{value}} is not {subject}; it goes {way}."),)

    def fragment(self, draft: Draft) -> Fragment:
        if isinstance(self.step, int) and self.numbers[0] % self.step == 0:
            return {"multipleOf": self.step}
        return {"enum": list(self.numbers)}

    def describe(self) -> str:
        return f"in steps of {self.step}"


def _numbers(least: int | float, most: int | float, step: int | float) -> tuple[int | float, ...]:
    first, last, apart = (Decimal(repr(number)) for number in (least, most, step))
    count = int((last - first) // apart) + 1
    if count == 1:
        raise Refused("bad-step", f"the first step of {step} leads out of the range", f"write const: {least}")
    if count > MOST_NUMBERS:
        message = f"{count} numbers lie in this range; {MOST_NUMBERS} are the most that can be listed"
        raise Refused("bad-step", message, "leave the step out, and say it in a note")
    return tuple(_shortest(first + apart * i) for i in range(count))


def _shortest(decimal: Decimal) -> int | float:
    return int(decimal) if decimal == decimal.to_integral_value() else float(decimal)

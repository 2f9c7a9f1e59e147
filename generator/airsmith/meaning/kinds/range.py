"""``range: [min, max]``: between which numbers a value lies, ends included; an open end is null."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Self

from ..predicates import Compare, Value
from ..shapes import About
from ..values import Fragment, Json
from ..violations import Check, plain
from .base import Draft, FieldKind
from .ends import clause, ends_author, read_ends


@dataclass(frozen=True)
class RangeKind(FieldKind):
    least: int | float | None
    most: int | float | None

    keyword: ClassVar = "range"
    help: ClassVar = "ends of a number, both included"
    types: ClassVar = frozenset({"integer", "number"})

    @classmethod
    def author(cls) -> Fragment:
        return ends_author("number")

    @classmethod
    def read(cls, written: Json) -> Self:
        least, most = read_ends(written, float)
        return cls(_whole(least), _whole(most))

    def checks(self, about: About) -> tuple[Check, ...]:
        name, clause = plain(about.field), plain(about.clause)
        found: list[Check] = []
        if self.least is not None:
            sentence = f"{name} cannot be {{value}}; the minimum is {self.least}{clause}."
            found.append(Check("below_minimum", Compare(Value(), ">=", self.least), sentence, bound=self.least))
        if self.most is not None:
            sentence = f"{name} cannot be {{value}}; the maximum is {self.most}{clause}."
            found.append(Check("above_maximum", Compare(Value(), "<=", self.most), sentence, bound=self.most))
        return tuple(found)

    def fragment(self, draft: Draft) -> Fragment:
        return {key: end for key, end in (("minimum", self.least), ("maximum", self.most)) if end is not None}

    def describe(self) -> str:
        return clause(self.least, self.most, "")


def _whole(end: float | None) -> int | float | None:
    return int(end) if end is not None and end.is_integer() else end

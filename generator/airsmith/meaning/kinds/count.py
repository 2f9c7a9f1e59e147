"""``count: [min, max]``: how many items an array has; an open end is null."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Self

from ..predicates import All, Compare, Count
from ..shapes import About
from ..values import Fragment, Json, plural
from ..violations import Check, plain
from .base import Draft, FieldKind
from .ends import clause, ends_author, read_ends


@dataclass(frozen=True)
class CountKind(FieldKind):
    least: int | None
    most: int | None

    keyword: ClassVar = "count"
    help: ClassVar = "how many items an array has"
    types: ClassVar = frozenset({"array"})

    @classmethod
    def author(cls) -> Fragment:
        return ends_author("integer", minimum=0)

    @classmethod
    def read(cls, written: Json) -> Self:
        least, most = read_ends(written, int)
        return cls(least, most)

    def checks(self, about: About) -> tuple[Check, ...]:
        ends = [Compare(Count(), ">=", self.least)] if self.least is not None else []
        ends += [Compare(Count(), "<=", self.most)] if self.most is not None else []
        sentence = f"{plain(about.field)} has {{count}}; {self._limits()}{plain(about.clause)}."
        return (Check("wrong_count", ends[0] if len(ends) == 1 else All(tuple(ends)), sentence),)

    def _limits(self) -> str:
        if self.least == self.most:
            return f"it takes exactly {self.least}"
        if self.most is None:
            return f"it takes at least {self.least}"
        return f"it takes {self.least or 0} to {self.most}"

    def fragment(self, draft: Draft) -> Fragment:
        return {key: end for key, end in (("minItems", self.least), ("maxItems", self.most)) if end is not None}

    def describe(self) -> str:
        if self.least == self.most and self.least is not None:
            return f"exactly {plural(self.least, 'item')}"
        return clause(self.least, self.most, "item")

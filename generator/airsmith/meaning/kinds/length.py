"""``length: [min, max]``: how many code points a string has; an open end is null, and so is a minimum of 0."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Self

from ..predicates import Compare, Length
from ..shapes import About
from ..values import Fragment, Json
from ..violations import Check, plain
from .base import Draft, FieldKind, Refused
from .ends import clause, ends_author, read_ends


@dataclass(frozen=True)
class LengthKind(FieldKind):
    least: int | None
    most: int | None

    keyword: ClassVar = "length"
    help: ClassVar = "code points of a text; `null` leaves an end open, and so does 0 as the lower one"
    types: ClassVar = frozenset({"string"})

    @classmethod
    def author(cls) -> Fragment:
        return ends_author("integer", minimum=0)

    @classmethod
    def read(cls, written: Json) -> Self:
        least, most = read_ends(written, int)
        if not least and most is None:
            hint = "leave the keyword out, or write [1, null] for a text that is not empty"
            raise Refused("empty-limits", "every text has 0 characters or more, so nothing is limited", hint)
        # A check that no text can fail would be said in every language, and could be tested in none.
        return cls(least or None, most)

    def checks(self, about: About) -> tuple[Check, ...]:
        name, clause = plain(about.field), plain(about.clause)
        found: list[Check] = []
        if self.least is not None:
            sentence = f"{name} has {{length}}; the minimum is {self.least}{clause}."
            found.append(Check("too_short", Compare(Length(), ">=", self.least), sentence))
        if self.most is not None:
            sentence = f"{name} has {{length}}; the maximum is {self.most}{clause}."
            found.append(Check("too_long", Compare(Length(), "<=", self.most), sentence))
        return tuple(found)

    def fragment(self, draft: Draft) -> Fragment:
        return {key: end for key, end in (("minLength", self.least), ("maxLength", self.most)) if end is not None}

    def describe(self) -> str:
        return clause(self.least, self.most, "character")

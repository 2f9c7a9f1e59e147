"""``enum: [...]``: the values a field can have. They imply its type."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Self

from ..predicates import In
from ..shapes import About
from ..values import SAFE_INTEGER, Fragment, Json, Scalar, is_integer, listing, same, show
from ..violations import Check, plain
from .base import Draft, FieldKind, Refused


@dataclass(frozen=True)
class EnumKind(FieldKind):
    values: tuple[Scalar, ...]

    keyword: ClassVar = "enum"
    help: ClassVar = "the legal values, of one type, in the order of the page"
    types: ClassVar = frozenset({"string", "integer", "number"})

    @classmethod
    def author(cls) -> Fragment:
        hint = "write a word in quotes; for true and false there is type: boolean"
        items: Fragment = {"type": ["string", "number"], "description": hint}
        return {"type": "array", "items": items, "minItems": 1}

    @classmethod
    def read(cls, written: Json) -> Self:
        if not isinstance(written, list):
            raise TypeError(written)
        values = tuple(read_scalar(value, (i,)) for i, value in enumerate(written))
        for i, value in enumerate(values):
            if type(value) is not type(values[0]) and str in (type(value), type(values[0])):
                hint = "write numbers that are meant as words in quotes"
                raise Refused("mixed-enum", f"{show(value)} has another type than {show(values[0])}", hint, (i,))
            if any(same(value, earlier) for earlier in values[:i]):
                raise Refused("duplicate-value", f"{show(value)} is listed twice", at=(i,))
        return cls(values)

    def checks(self, about: About) -> tuple[Check, ...]:
        return (Check("not_allowed", In((), self.values), not_allowed(about), self.values),)

    def fragment(self, draft: Draft) -> Fragment:
        return {"enum": list(self.values)}

    def describe(self) -> str:
        return listing([show(value) for value in self.values])


def not_allowed(about: About) -> str:
    """The sentence for a value that is not listed.

    >>> not_allowed(About("quality", "DALL·E 3"))
    '{value} is not a quality DALL·E 3 supports; use {choices}.'
    """
    article = "an" if about.field[:1].lower() in "aeiou" else "a"
    clause = plain(about.clause)
    return f"{{value}} is not {article} {plain(about.field)} {about.owner} supports{clause}; use {{choices}}."


def unsafe(number: int | float, at: tuple[str | int, ...]) -> Refused:
    """The refusal of a number that some language would change."""
    size = str(number) if abs(number) < 10**24 else "the number"
    return Refused("unsafe-number", f"{size} is beyond 2^53-1, where not all languages keep a number", at=at)


def read_scalar(written: Json, at: tuple[str | int, ...] = ()) -> Scalar:
    """A string, boolean or number that every language keeps as it is. Raises Refused."""
    if isinstance(written, list | dict) or written is None:
        raise TypeError(written)
    if isinstance(written, int | float) and not isinstance(written, bool):
        if abs(written) > SAFE_INTEGER:
            raise unsafe(written, at)
        return int(written) if is_integer(written) else written
    return written

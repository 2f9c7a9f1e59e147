"""``pattern: text`` or ``pattern: {match: text, called: words}``: how a string is written, from end to end."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Self

from ..fragments import pattern_fragment
from ..patterns import BadPattern, Pattern, parse
from ..predicates import Matches
from ..shapes import About
from ..values import Fragment, Json
from ..violations import Check, plain
from .base import Draft, FieldKind, Refused


@dataclass(frozen=True)
class PatternKind(FieldKind):
    pattern: Pattern
    called: str

    keyword: ClassVar = "pattern"
    help: ClassVar = "how a text is written, from end to end"
    types: ClassVar = frozenset({"string"})

    @classmethod
    def author(cls) -> Fragment:
        named: Fragment = {
            "type": "object",
            "properties": {"match": {"type": "string"}, "called": {"type": "string", "minLength": 1}},
            "required": ["match", "called"],
            "additionalProperties": False,
        }
        return {"if": {"type": "object"}, "then": named, "else": {"type": "string"}}

    @classmethod
    def read(cls, written: Json) -> Self:
        text = written.get("match") if isinstance(written, dict) else written
        called = written.get("called") if isinstance(written, dict) else f"written as {text}"
        if not isinstance(text, str) or not isinstance(called, str):
            raise TypeError(written)
        try:
            return cls(parse(text), called)
        except BadPattern as error:
            where = ("match",) if isinstance(written, dict) else ()
            hint = "allowed: characters, classes such as [0-9a-f], (?:...), |, and the counts ? * + {n} {n,m}"
            raise Refused("bad-pattern", str(error), hint, where) from None

    def checks(self, about: About) -> tuple[Check, ...]:
        sentence = f"{plain(about.field)}, with {{length}}, is not {plain(self.called)}{plain(about.clause)}."
        return (Check("bad_pattern", Matches((), self.pattern), sentence),)

    def fragment(self, draft: Draft) -> Fragment:
        return pattern_fragment(self.pattern)

    def describe(self) -> str:
        return self.called

"""``coerce: {field: value}``: what the service makes of a field by itself.

It limits nothing: a client sends what it was given, and nobody is told that it is wrong. So it is a note, whatever
level its rule has.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Self

from ..values import Fragment, Json, Path, Scalar, dotted, listing, show
from ..violations import Level, Rule
from .base import Condition, Draft, Refused, Scope, Verb
from .enum import read_scalar


@dataclass(frozen=True)
class Coerce(Verb):
    when: Condition
    values: tuple[tuple[Path, Scalar], ...]
    level: Level = "note"

    keyword: ClassVar = "coerce"
    help: ClassVar = "what the service makes of a field by itself; always a note"

    @classmethod
    def author(cls) -> Fragment:
        return {
            "type": "object",
            "additionalProperties": {"type": ["string", "number", "boolean"]},
            "minProperties": 1,
        }

    @classmethod
    def read(cls, written: Json, when: Condition, scope: Scope, level: Level) -> Self:
        if not isinstance(written, dict):
            raise TypeError(written)
        values: list[tuple[Path, Scalar]] = []
        for name in sorted(written):
            try:
                values.append((scope.path(name), scope.scalar(name, read_scalar(written[name]))))
            except Refused as refused:
                raise Refused(refused.code, refused.message, refused.hint, (name, *refused.at)) from None
        return cls(when, tuple(values))

    def rules(self) -> tuple[Rule, ...]:
        return ()

    def fragment(self, draft: Draft) -> None:
        return None

    def describe(self) -> str:
        words = [f"{dotted(path)} as {show(value)}" for path, value in self.values]
        return f"The service takes {listing(words, 'and')}{self.when.clause()}, whatever is sent."

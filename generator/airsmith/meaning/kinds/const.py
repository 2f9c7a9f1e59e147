"""``const: v``: the one value a field can have. It implies the type."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Self

from ..predicates import In
from ..shapes import About
from ..values import Fragment, Json, Scalar, show
from ..violations import Check
from .base import Draft, FieldKind
from .enum import not_allowed, read_scalar


@dataclass(frozen=True)
class ConstKind(FieldKind):
    values: tuple[Scalar, ...]

    keyword: ClassVar = "const"
    help: ClassVar = "the one legal value"
    types: ClassVar = frozenset({"string", "integer", "number", "boolean"})

    @classmethod
    def author(cls) -> Fragment:
        return {"type": ["string", "number", "boolean"]}

    @classmethod
    def read(cls, written: Json) -> Self:
        return cls((read_scalar(written),))

    def checks(self, about: About) -> tuple[Check, ...]:
        return (Check("not_allowed", In((), self.values), not_allowed(about), self.values),)

    def fragment(self, draft: Draft) -> Fragment:
        return {"const": self.values[0]}

    def describe(self) -> str:
        return f"always {show(self.values[0])}"

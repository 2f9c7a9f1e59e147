"""``forbid: [field, ...]``: the fields that must not be given."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Self

from ..fragments import has, implies, predicate_fragment
from ..predicates import Not, Present
from ..values import Fragment, Json, Path, dotted, listing
from ..violations import Level, Rule, plain
from .base import Condition, Draft, Scope, Verb
from .presence import names_author, read_names


@dataclass(frozen=True)
class Forbid(Verb):
    when: Condition
    fields: tuple[Path, ...]
    level: Level = "error"

    keyword: ClassVar = "forbid"
    help: ClassVar = "the fields must not be given"

    @classmethod
    def author(cls) -> Fragment:
        return names_author(1)

    @classmethod
    def read(cls, written: Json, when: Condition, scope: Scope, level: Level) -> Self:
        return cls(when, read_names(written, scope), level)

    def rules(self) -> tuple[Rule, ...]:
        return tuple(
            Rule(
                "forbidden_field", path, Not(Present(path)), self._sentence(path), self.when.predicate, level=self.level
            )
            for path in self.fields
        )

    def _sentence(self, path: Path) -> str:
        verb = "is not accepted" if self.level == "error" else "has no effect"
        return f"{plain(dotted(path))} {verb}{plain(self.when.clause())}."

    def fragment(self, draft: Draft) -> Fragment:
        return implies(predicate_fragment(self.when.predicate), {"not": {"anyOf": [has(path) for path in self.fields]}})

    def describe(self) -> str:
        names = listing([dotted(path) for path in self.fields], "and")
        be = "is" if len(self.fields) == 1 else "are"
        verb = f"{be} not accepted" if self.level == "error" else "has no effect" if be == "is" else "have no effect"
        return f"{names} {verb}{self.when.clause()}."

"""``exactly_one: [field, ...]``: one of the fields, and no other of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Self

from ..fragments import has, implies, predicate_fragment
from ..predicates import AnyOf, Present
from ..values import Fragment, Json, Path, dotted, listing
from ..violations import Level, Rule, plain
from .at_most_one import conflicts
from .base import Condition, Draft, Scope, Verb
from .presence import names_author, read_names


@dataclass(frozen=True)
class ExactlyOne(Verb):
    when: Condition
    fields: tuple[Path, ...]
    level: Level = "error"

    keyword: ClassVar = "exactly_one"
    help: ClassVar = "one of the fields, and no other"

    @classmethod
    def author(cls) -> Fragment:
        return names_author(2)

    @classmethod
    def read(cls, written: Json, when: Condition, scope: Scope, level: Level) -> Self:
        return cls(when, read_names(written, scope), level)

    def rules(self) -> tuple[Rule, ...]:
        first, *rest = self.fields
        sentence = plain(f"one of {self._names('and')} is required{self.when.clause()}.")
        some = AnyOf(tuple(Present(path) for path in self.fields))
        none = Rule("missing_field", first, some, sentence, self.when.predicate, related=tuple(rest), level=self.level)
        return (none, *conflicts(self.fields, self.when, self.level))

    def _names(self, last: str) -> str:
        return listing([dotted(path) for path in self.fields], last)

    def fragment(self, draft: Draft) -> Fragment:
        return implies(predicate_fragment(self.when.predicate), {"oneOf": [has(path) for path in self.fields]})

    def describe(self) -> str:
        return f"Exactly one of {self._names('and')} is given{self.when.clause()}."

"""``require: [field, ...]``: the fields that must be given."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Self

from ..fragments import both, has, implies, predicate_fragment
from ..predicates import Present
from ..values import Fragment, Json, Path, dotted, listing
from ..violations import Level, Rule, plain
from .base import Condition, Draft, Scope, Verb
from .presence import names_author, read_names


@dataclass(frozen=True)
class Require(Verb):
    when: Condition
    fields: tuple[Path, ...]
    level: Level = "error"

    keyword: ClassVar = "require"
    help: ClassVar = "the fields must be given"

    @classmethod
    def author(cls) -> Fragment:
        return names_author(1)

    @classmethod
    def read(cls, written: Json, when: Condition, scope: Scope, level: Level) -> Self:
        return cls(when, read_names(written, scope), level)

    def rules(self) -> tuple[Rule, ...]:
        return tuple(
            Rule("missing_field", path, Present(path), self._sentence(path), self.when.predicate, level=self.level)
            for path in self.fields
        )

    def _sentence(self, path: Path) -> str:
        return f"{plain(dotted(path))} is required{plain(self.when.clause())}."

    def fragment(self, draft: Draft) -> Fragment:
        return implies(predicate_fragment(self.when.predicate), both(has(path) for path in self.fields))

    def describe(self) -> str:
        names = listing([dotted(path) for path in self.fields], "and")
        return f"{names} {'is' if len(self.fields) == 1 else 'are'} required{self.when.clause()}."

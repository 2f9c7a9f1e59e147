"""``together: [field, ...]``: all of the fields, or none."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Self

from ..fragments import both, has, implies, predicate_fragment
from ..predicates import AnyOf, Present, both as all_of
from ..values import Fragment, Json, Path, dotted, listing
from ..violations import Level, Rule, plain
from .base import Condition, Draft, Scope, Verb
from .presence import names_author, others, read_names


@dataclass(frozen=True)
class Together(Verb):
    when: Condition
    fields: tuple[Path, ...]
    level: Level = "error"

    keyword: ClassVar = "together"
    help: ClassVar = "all of the fields, or none"

    @classmethod
    def author(cls) -> Fragment:
        return names_author(2)

    @classmethod
    def read(cls, written: Json, when: Condition, scope: Scope, level: Level) -> Self:
        return cls(when, read_names(written, scope), level)

    def rules(self) -> tuple[Rule, ...]:
        return tuple(self._rule(path) for path in self.fields)

    def _rule(self, path: Path) -> Rule:
        rest = others(path, self.fields)
        sentence = f"{self._names()} come together{self.when.clause()}; {dotted(path)} is missing."
        applies = all_of(AnyOf(tuple(Present(other) for other in rest)), self.when.predicate)
        return Rule("missing_field", path, Present(path), plain(sentence), applies, related=rest, level=self.level)

    def _names(self) -> str:
        return listing([dotted(path) for path in self.fields], "and")

    def fragment(self, draft: Draft) -> Fragment:
        return implies(predicate_fragment(self.when.predicate), self._all_or_none(draft))

    def _all_or_none(self, draft: Draft) -> Fragment:
        if any(len(path) > 1 for path in self.fields):
            every = both(has(path) for path in self.fields)
            return implies({"anyOf": [has(path) for path in self.fields]}, every)
        keyword = "dependentRequired" if draft == "2020-12" else "dependencies"
        return {keyword: {path[0]: [other[0] for other in others(path, self.fields)] for path in self.fields}}

    def describe(self) -> str:
        return f"{self._names()} are given together or not at all{self.when.clause()}."

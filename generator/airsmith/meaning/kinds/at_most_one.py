"""``at_most_one: [field, ...]``: no two of the fields in one request."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations
from typing import ClassVar, Self

from ..fragments import both, has, implies, predicate_fragment
from ..predicates import AnyOf, Not, Present, both as all_of
from ..values import Fragment, Json, Path, dotted, listing
from ..violations import Level, Rule, plain
from .base import Condition, Draft, Scope, Verb
from .presence import names_author, read_names


@dataclass(frozen=True)
class AtMostOne(Verb):
    when: Condition
    fields: tuple[Path, ...]
    level: Level = "error"

    keyword: ClassVar = "at_most_one"
    help: ClassVar = "no two of the fields"

    @classmethod
    def author(cls) -> Fragment:
        return names_author(2)

    @classmethod
    def read(cls, written: Json, when: Condition, scope: Scope, level: Level) -> Self:
        return cls(when, read_names(written, scope), level)

    def rules(self) -> tuple[Rule, ...]:
        return conflicts(self.fields, self.when, self.level)

    def fragment(self, draft: Draft) -> Fragment:
        return implies(predicate_fragment(self.when.predicate), no_two(self.fields))

    def describe(self) -> str:
        return f"At most one of {listing([dotted(path) for path in self.fields], 'and')} is given{self.when.clause()}."


def conflicts(fields: tuple[Path, ...], when: Condition, level: Level) -> tuple[Rule, ...]:
    """One rule per field after the first: it cannot stand beside an earlier one."""
    found: list[Rule] = []
    for i, path in enumerate(fields[1:], 1):
        earlier = fields[:i]
        words = listing([dotted(other) for other in earlier])
        sentence = plain(f"{dotted(path)} cannot be used together with {words}{when.clause()}.")
        applies = all_of(AnyOf(tuple(Present(other) for other in earlier)), when.predicate)
        found.append(Rule("conflict", path, Not(Present(path)), sentence, applies, related=earlier, level=level))
    return tuple(found)


def no_two(fields: tuple[Path, ...]) -> Fragment:
    return both({"not": {"allOf": [has(a), has(b)]}} for a, b in combinations(fields, 2))

"""``constrain: {field: {keyword: ...}}``: tighter limits on a field, where it is given."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Self

from ..fragments import at, both, implies, predicate_fragment, rows
from ..predicates import All, Present, both as all_of, rebase
from ..shapes import About
from ..values import Fragment, Json, Path, Row, dotted, listing, show
from ..violations import Level, Rule, plain
from .base import Condition, Draft, FieldKind, Refused, Scope, Verb
from .dimensions import HEIGHT, WIDTH, read_sizes, size_rule


@dataclass(frozen=True)
class Limit:
    """The kinds a field must meet besides its own."""

    path: Path
    kinds: tuple[FieldKind, ...]


@dataclass(frozen=True)
class Constrain(Verb):
    when: Condition
    limits: tuple[Limit, ...]
    sizes: tuple[Row, ...]
    owner: str
    level: Level = "error"

    keyword: ClassVar = "constrain"
    help: ClassVar = "further limits on a field, where it is given; also on `dimensions`"

    @classmethod
    def author(cls) -> Fragment:
        pairs: Fragment = {"type": "array", "items": {"type": "string"}, "minItems": 1}
        dimensions: Fragment = {
            "type": "object",
            "properties": {"group": {"type": "string"}, "pairs": pairs},
            "minProperties": 1,
            "maxProperties": 1,
            "additionalProperties": False,
        }
        return {
            "type": "object",
            "properties": {"dimensions": dimensions},
            "additionalProperties": {"$ref": "#/$defs/limits"},
            "minProperties": 1,
        }

    @classmethod
    def read(cls, written: Json, when: Condition, scope: Scope, level: Level) -> Self:
        if not isinstance(written, dict):
            raise TypeError(written)
        limits: list[Limit] = []
        sizes: tuple[Row, ...] = ()
        for name in sorted(written):
            try:
                if name == "dimensions":
                    sizes = _read_sizes(written[name], scope)
                else:
                    limits.append(_read_limit(name, written[name], scope))
            except Refused as refused:
                raise Refused(refused.code, refused.message, refused.hint, (name, *refused.at)) from None
        return cls(when, tuple(limits), sizes, scope.owner, level)

    def rules(self) -> tuple[Rule, ...]:
        found = [rule for limit in self.limits for rule in self._limit_rules(limit)]
        if self.sizes:
            given = all_of(All((Present(WIDTH), Present(HEIGHT))), self.when.predicate)
            found.append(size_rule(self.sizes, given, self.owner, self.when.clause(), self.level))
        return tuple(found)

    def _limit_rules(self, limit: Limit) -> list[Rule]:
        about = About(dotted(limit.path), plain(self.owner), clause=self.when.clause())
        applies = all_of(Present(limit.path), self.when.predicate)
        return [
            Rule(
                check.code,
                limit.path,
                rebase(check.holds, limit.path),
                check.sentence,
                applies,
                check.choices,
                check.bound,
                (limit.path,),
                level=self.level,
            )
            for kind in limit.kinds
            for check in kind.checks(about)
        ]

    def fragment(self, draft: Draft) -> Fragment:
        parts: list[Fragment] = []
        for limit in self.limits:
            inner = [kind.fragment(draft) for kind in limit.kinds]
            parts.append(at(limit.path, both(part for part in inner if part)))
        if self.sizes:
            given = predicate_fragment(All((Present(WIDTH), Present(HEIGHT))))
            parts.append(implies(given, rows((WIDTH, HEIGHT), self.sizes, required=False)))
        return implies(predicate_fragment(self.when.predicate), both(parts))

    def describe(self) -> str:
        words = [f"{dotted(limit.path)} is {_describe(limit)}" for limit in self.limits]
        if self.sizes:
            words.append(f"the size is {listing([show(row) for row in self.sizes])}")
        sentence = listing(words, "and")
        return f"{sentence}{self.when.clause()}."


def _describe(limit: Limit) -> str:
    return listing([kind.describe() for kind in limit.kinds], "and")


def _read_sizes(written: Json, scope: Scope) -> tuple[Row, ...]:
    if not isinstance(written, dict):
        raise TypeError(written)
    group = written.get("group")
    if isinstance(group, str):
        try:
            return scope.rows(group)
        except Refused as refused:
            raise Refused(refused.code, refused.message, refused.hint, ("group",)) from None
    return tuple(size.row for size in read_sizes(written["pairs"], at=("pairs",)))


def _read_limit(name: str, written: Json, scope: Scope) -> Limit:
    if not isinstance(written, dict):
        raise TypeError(written)
    return Limit(scope.path(name), scope.kinds(name, written))

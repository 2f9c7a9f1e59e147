"""``total: {of: [list, field], most: n}``: how much two fields add up to: a list its items, a number itself.

The sum is taken apart by the number of items: with five in the list no more than n - 5 are left to the other field. So
it needs no arithmetic, and a schema can say it as well. Neither field alone may exceed the sum, which its own limits
say; so the rule speaks only where both are given.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Self

from ..fragments import at, both, compare_fragment, has, implies, predicate_fragment
from ..predicates import All, AnyOf, Compare, Count, Not, Predicate, Present, Value, both as all_of
from ..shapes import Array, Integer, Shape
from ..values import Fragment, Json, Path, dotted, listing
from ..violations import Level, Rule, plain
from .base import Condition, Draft, Refused, Scope, Verb
from .count import CountKind
from .presence import names_author, read_names
from .range import RangeKind
from .roles import RolesKind


@dataclass(frozen=True)
class Addend:
    """``term`` is what a field adds, ``most`` how much by its own limits."""

    term: Value | Count
    most: int

    @property
    def path(self) -> Path:
        return self.term.path


@dataclass(frozen=True)
class Total(Verb):
    """``items`` is the list, ``other`` another list or a whole number."""

    when: Condition
    items: Addend
    other: Addend
    most: int
    level: Level = "error"

    keyword: ClassVar = "total"
    help: ClassVar = "the items of one list, and of another or a number, are no more together"

    @classmethod
    def author(cls) -> Fragment:
        return {
            "type": "object",
            "properties": {"of": {**names_author(2), "maxItems": 2}, "most": {"type": "integer", "minimum": 1}},
            "required": ["of", "most"],
            "additionalProperties": False,
        }

    @classmethod
    def read(cls, written: Json, when: Condition, scope: Scope, level: Level) -> Self:
        most = written.get("most") if isinstance(written, dict) else None
        if not isinstance(written, dict) or not isinstance(most, int):
            raise TypeError(written)
        try:
            items, other = _addends(read_names(written["of"], scope), most, scope)
        except Refused as refused:
            raise Refused(refused.code, refused.message, refused.hint, ("of", *refused.at)) from None
        return cls(when, items, other, most, level)

    @property
    def _steps(self) -> range:
        """The numbers of items that leave the other field less than its own limit."""
        return range(max(self.most - self.other.most + 1, 1), self.items.most + 1)

    def rules(self) -> tuple[Rule, ...]:
        path, beside = self.other.path, self.items.path
        holds = All(tuple(self._kept(count) for count in self._steps))
        applies = all_of(All((Present(beside), Present(path))), self.when.predicate)
        sentence = plain(f"{self._names()} add up to more than {self.most}{self.when.clause()}.")
        return (Rule("conflict", path, holds, sentence, applies, related=(beside,), level=self.level),)

    def _kept(self, count: int) -> Predicate:
        fewer = Not(Compare(self.items.term, ">=", count))
        return AnyOf((fewer, Compare(self.other.term, "<=", self.most - count)))

    def _names(self) -> str:
        return listing([dotted(self.items.path), dotted(self.other.path)], "and")

    def fragment(self, draft: Draft) -> Fragment:
        parts = [
            implies(
                has(self.items.path, compare_fragment(self.items.term, True, count)),
                at(self.other.path, compare_fragment(self.other.term, False, self.most - count)),
            )
            for count in self._steps
        ]
        return implies(predicate_fragment(self.when.predicate), both(parts))

    def describe(self) -> str:
        return f"{self._names()} add up to at most {self.most}{self.when.clause()}."


def _addends(paths: tuple[Path, ...], most: int, scope: Scope) -> tuple[Addend, Addend]:
    items, other = (_addend(path, scope.shape(path), most, i) for i, path in enumerate(paths))
    if isinstance(items.term, Value):
        message = f"{dotted(items.path)} is no list whose items can be counted"
        raise Refused("wrong-kind", message, "name the list first", (0,))
    return items, other


def _addend(path: Path, shape: Shape, total: int, index: int) -> Addend:
    name = dotted(path)
    most: int | float | None
    match shape:
        case Array():
            counts = [kind.most for kind in shape.kinds if isinstance(kind, CountKind)]
            counts += [kind.total for kind in shape.kinds if isinstance(kind, RolesKind)]
            most = min((count for count in counts if count is not None), default=None)
            term: Value | Count = Count(path)
            limit = "count"
        case Integer():
            most = next((kind.most for kind in shape.kinds if isinstance(kind, RangeKind)), None)
            term = Value(path)
            limit = "range"
        case _:
            hint = "a total adds up the items of lists, and whole numbers"
            raise Refused("wrong-kind", f"{name} cannot be added up", hint, (index,))
    if most is None or most > total:
        message = f"{name} alone may exceed the total of {total}"
        raise Refused("open-total", message, f"give the field a {limit} that ends at {total} or before", (index,))
    return Addend(term, int(most))

"""Random contracts so small that every request they could be asked about can be listed."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product
from math import prod
from typing import Any

from airsmith.meaning.contract import Contract
from airsmith.meaning.evaluate import fits, violations
from airsmith.meaning.kinds.base import Constraint, Draft
from airsmith.meaning.patterns import parse
from airsmith.meaning.predicates import (
    ALWAYS,
    All,
    AnyOf,
    AtMost,
    Compare,
    Count,
    In,
    Length,
    Matches,
    Not,
    Predicate,
    Present,
    RowIn,
    Value,
)
from airsmith.meaning.shapes import (
    About,
    Array,
    Boolean,
    Integer,
    Number,
    Object,
    Presence,
    Property,
    Shape,
    String,
    Union,
)
from airsmith.meaning.values import Fragment, Path
from airsmith.meaning.violations import Check, Level, Rule

ABOUT = About("field", "Tiny")
AIR = "tiny:model@1"
NUMBERS: tuple[Any, ...] = (0, 0.5, 1, 1.5, 2, 2.5, 3, 4)
TEXTS = ("", "a", "b", "ab", "ba", "é", "aa", "bb", "aaa", "aab", "bbb", "éé", "ééé", "baa")
PATTERNS = ("a*", "[ab]+", "a?b?", "(?:a|b){2}", "ab|ba")
MISSING = object()


@dataclass(frozen=True)
class Only(Constraint):
    """A constraint that is one rule and says nothing about itself."""

    rule: Rule
    level: Level = "error"

    def rules(self) -> tuple[Rule, ...]:
        return (self.rule,)

    def fragment(self, draft: Draft) -> Fragment | None:
        return None

    def describe(self) -> str:
        return "a rule"


class Tiny:
    """Contracts from one seed. Fields: a number, a text, a flag, a list, an object, and two that form rows."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)

    def contract(self) -> Contract:
        makers = {
            "flag": lambda: Boolean(),
            "list": self._list,
            "number": self._number,
            "object": self._object,
            "text": self._text,
            "x": lambda: Integer(),
            "y": lambda: Integer(),
        }
        fields = [self._property(name, make()) for name, make in makers.items() if self.random.random() < 0.6]
        constraints = tuple(Only(self._rule()) for _ in range(self.random.randrange(4)))
        model = Property("model", String((), (Check("not_allowed", In((), (AIR,)), ""),)), Presence.REQUIRED, ABOUT)
        return Contract(AIR, "Tiny", Object((model, *fields), ABOUT), constraints, "")

    def changed(self, contract: Contract) -> Contract:
        """Another contract that shares most of its parts."""
        other = self.contract()
        fields = {field.name: field for field in contract.root.properties}
        for name in self.random.sample([f.name for f in other.root.properties], k=min(2, len(other.root.properties))):
            fields[name] = next(field for field in other.root.properties if field.name == name)
        if len(fields) > 2 and self.random.random() < 0.3:
            fields.pop(self.random.choice([name for name in fields if name != "model"]))
        kept = tuple(rule for rule in contract.constraints if self.random.random() < 0.8)
        constraints = (*kept, *other.constraints[: self.random.randrange(2)])
        return Contract(AIR, "Tiny", Object(tuple(fields.values()), ABOUT), constraints, "")

    def _property(self, name: str, shape: Shape) -> Property:
        presence = self.random.choices(list(Presence), weights=[3, 6, 1])[0]
        return Property(name, shape, presence, ABOUT)

    def _check(self, predicate: Predicate) -> tuple[Check, ...]:
        return (Check("not_allowed", predicate, ""),)

    def _number(self) -> Shape:
        make = self.random.choice((Integer, Number))
        end = self.random.choice(NUMBERS)
        checks: tuple[Predicate, ...] = (
            ALWAYS,
            Compare(Value(), "<=", end),
            Compare(Value(), ">=", end),
            In((), tuple(self.random.sample(NUMBERS, k=2))),
        )
        return make((), self._check(self.random.choice(checks)))

    def _text(self) -> Shape:
        checks: tuple[Predicate, ...] = (
            Compare(Length(), "<=", self.random.randrange(1, 3)),
            Compare(Length(), ">=", self.random.randrange(3)),
            In((), tuple(self.random.sample(TEXTS, k=2))),
            Matches((), parse(self.random.choice(PATTERNS))),
        )
        text = String((), tuple(self._check(one)[0] for one in self.random.sample(checks, k=2)))
        return text if self.random.random() < 0.8 else Union((text, Boolean()))

    def _list(self) -> Shape:
        items = String((), self._check(In((), tuple(self.random.sample(("a", "b", "ab"), k=2)))))
        once = AtMost((), self.random.randrange(2), In((), (self.random.choice(("a", "b")),)))
        count = Compare(Count(), self.random.choice(("<=", ">=")), self.random.randrange(3))
        return Array(items, (), (*self._check(once), *self._check(count)))

    def _object(self) -> Shape:
        names = [name for name in ("p", "q") if self.random.random() < 0.8]
        return Object(tuple(self._property(name, Boolean()) for name in names), ABOUT)

    def _rule(self) -> Rule:
        path = self._path()
        return Rule("conflict", path, self._predicate(2), "", self.random.choice((ALWAYS, self._predicate(1))))

    def _path(self) -> Path:
        paths: list[Path] = [(name,) for name in ("flag", "list", "number", "object", "text", "x")]
        return self.random.choice([*paths, ("object", "p"), ("object", "q")])

    def _predicate(self, depth: int) -> Predicate:
        if depth and self.random.random() < 0.5:
            parts = (self._predicate(depth - 1), self._predicate(depth - 1))
            return self.random.choice((All(parts), AnyOf(parts), Not(parts[0])))
        rows = RowIn((("x",), ("y",)), tuple(self.random.sample([(1, 1), (1, 2), (2, 1), (3, 3)], k=2)))
        atoms: tuple[Predicate, ...] = (
            Present(self._path()),
            Present(self._path()),
            Compare(Value(("number",)), self.random.choice(("<=", ">=")), self.random.choice(NUMBERS)),
            Compare(Length(("text",)), "<=", self.random.randrange(3)),
            Compare(Count(("list",)), ">=", self.random.randrange(3)),
            In(("object", "p"), (True,)),
            In(("flag",), (self.random.random() < 0.5,)),
            In(("text",), (self.random.choice(TEXTS),)),
            Matches(("text",), parse(self.random.choice(PATTERNS))),
            AtMost(("list",), 1, In((), ("a",))),
            rows,
        )
        return self.random.choice(atoms)


VALUES: dict[str, tuple[Any, ...]] = {
    "flag": (True, False),
    "list": (
        [],
        ["a"],
        ["b"],
        ["ab"],
        ["a", "a"],
        ["a", "b"],
        ["a", "ab"],
        ["b", "b"],
        ["b", "ab"],
        ["a"] * 3,
        ["b"] * 3,
    ),
    "number": (*NUMBERS, 5, 5.5, -1),
    "object": tuple(
        {key: value for key, value in (("p", p), ("q", q)) if value is not None}
        for p in (None, True, False)
        for q in (None, True, False)
    ),
    "text": (*TEXTS, True),
    "x": (1, 2, 3, 0),
    "y": (1, 2, 3, 0),
}


def accepted(contract: Contract) -> Iterator[dict[str, Any]]:
    """Every request over the values above that the contract accepts."""
    choices: list[list[tuple[str, Any]]] = []
    for name, values in VALUES.items():
        field = contract.root.property(name)
        kept = [] if field and field.required else [(name, MISSING)]
        if field and field.presence is not Presence.UNSUPPORTED:
            kept += [(name, value) for value in values if fits(value, field.shape)]
        choices.append(kept)
    for chosen in product(*choices):
        request = {"model": AIR, **{name: value for name, value in chosen if value is not MISSING}}
        if not violations(request, {AIR: contract}):
            yield request


def size(contract: Contract) -> int:
    """About how many requests ``accepted`` tries."""
    return prod(len(VALUES[field.name]) + 1 for field in contract.root.properties if field.name in VALUES)

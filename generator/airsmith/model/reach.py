"""Rules that can never speak, that forbid nothing, or that leave nothing: found by trying the values that matter.

A rule reads few fields, and of each only some values make a difference: absent, the listed
ones, both sides of limits. Every combination of those is tried. Where there are too many, or
no value to try was found, a rule is taken to be sound.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from copy import deepcopy
from functools import cached_property
from itertools import product
from math import prod
from typing import Final, TypeAlias, assert_never

from ..diagnostics import Diagnostic
from ..meaning.contract import Contract
from ..meaning.evaluate import holds
from ..meaning.kinds.base import Constraint
from ..meaning.predicates import (
    All,
    AnyOf,
    AtMost,
    Compare,
    In,
    Matches,
    Not,
    Predicate,
    Present,
    RowIn,
    Value,
)
from ..meaning.shapes import Object, Presence, Property, Shape, choices
from ..meaning.values import Json, Path, dotted, listing, show
from ..meaning.violations import Rule
from .resolve import Resolved
from .samples import Marks, example, pattern_of, samples

MOST_TRIALS: Final = 20_000
CONTRADICTION: Final = "rule-contradiction"
_ABSENT: Final = object()

Mark: TypeAlias = tuple[Path, tuple[Json, ...], tuple[int, ...]]
"""A path, the values and the sizes a predicate compares it with."""


def rule_problems(resolved: Resolved) -> Iterator[Diagnostic]:
    """Problems of the written rules of a model."""
    contract = resolved.model.contract
    trials = Trials(contract)
    for constraint, place in zip(contract.constraints, resolved.places, strict=True):
        if place.keys[:1] != ("rules",) or place.document.file != resolved.model.file:
            continue
        problem = _problem(constraint, trials)
        if problem:
            code, message = problem
            if code == CONTRADICTION:
                message = _contradiction(constraint, resolved, trials)
            unlisted = _unlisted(constraint, contract.root) if code == "rule-never-applies" else []
            hint = "; ".join([*unlisted, f"the rule says: {constraint.describe()}"])
            yield place.problem(code, message, (), hint)


def _problem(constraint: Constraint, trials: Trials) -> tuple[str, str] | None:
    rules = constraint.rules()
    if not rules:
        return None
    alone = trials.legal(rules)
    applied = [request for request in alone if any(holds(rule.applies, request) for rule in rules)]
    if alone and not applied:
        return "rule-never-applies", "the condition is never true of a request"
    if constraint.level != "error" or not alone:
        return None
    if not any(not holds(rule.holds, request) for request in applied for rule in rules if holds(rule.applies, request)):
        return "rule-without-effect", "every request the rule applies to satisfies it already"
    for rule in rules:
        if trials.valid is not None and not any(holds(rule.applies, request) for request in trials.valid):
            return CONTRADICTION, "no request to which the rule applies satisfies all rules"
    return None


def _contradiction(constraint: Constraint, resolved: Resolved, trials: Trials) -> str:
    """Which rules leave nothing where this one applies, each by its place."""
    least = set(trials.against(constraint.rules()))
    constraints = resolved.model.contract.constraints
    others = [
        f"{at.file}:{at.line}"
        for other, place in zip(constraints, resolved.places, strict=True)
        if other is not constraint and not least.isdisjoint(other.rules())
        for at in [place.document.at(place.keys)]
    ]
    own = [] if others and least.isdisjoint(constraint.rules()) else ["it"]
    return f"no request to which the rule applies satisfies {listing([*own, *dict.fromkeys(others)], 'and')}"


def _unlisted(constraint: Constraint, root: Object) -> list[str]:
    """The legal values of fields that a condition compares with others only."""
    found: list[str] = []
    for part in (part for rule in constraint.rules() for part in _comparisons(rule.applies)):
        field, _ = _field(root, part.path)
        legal = choices(field.shape) if field else ()
        if legal and not set(legal) & set(part.values):
            found.append(f"{dotted(part.path)} takes {listing([show(value) for value in legal])}")
    return list(dict.fromkeys(found))


def _comparisons(predicate: Predicate) -> Iterator[In]:
    match predicate:
        case In():
            yield predicate
        case All(parts) | AnyOf(parts):
            for part in parts:
                yield from _comparisons(part)
        case _:
            return


def _kept(rule: Rule, request: Json) -> bool:
    return not holds(rule.applies, request) or holds(rule.holds, request)


class Trials:
    """Requests worth trying: combinations of the values that matter of the fields that are read."""

    def __init__(self, contract: Contract) -> None:
        self._root = contract.root
        self._rules = contract.rules
        self._marks: dict[Path, Marks] = {}
        self._matched: set[Path] = set()
        for constraint in contract.constraints:
            for rule in constraint.rules():
                self._note(rule.applies)
                self._note(rule.holds)

    @cached_property
    def valid(self) -> list[Json] | None:
        """The requests that keep every rule; None where there are too many to try."""
        every = self.requests(path for rule in self._rules for path in rule.reads)
        return [request for request in every if all(_kept(rule, request) for rule in self._rules)] if every else None

    def against(self, rules: tuple[Rule, ...]) -> tuple[Rule, ...]:
        """Rules that no request keeps to which some other rules apply; without any one of them, some request would."""
        every = self.requests(path for rule in self._rules for path in rule.reads)
        applied = [request for request in every if any(holds(rule.applies, request) for rule in rules)]
        broken = {frozenset(rule for rule in self._rules if not _kept(rule, request)) for request in applied}
        least = list(self._rules)
        # Where others leave nothing already, the rules asked about are not among them.
        for rule in (*rules, *self._rules):
            fewer = [other for other in least if other != rule]
            if all(not some.isdisjoint(fewer) for some in broken):
                least = fewer
        return tuple(least)

    def _note(self, predicate: Predicate) -> None:
        for path, values, sizes in _marks(predicate):
            known = self._marks.get(path, Marks())
            self._marks[path] = Marks(known.values + values, known.sizes + sizes)
        self._matched.update(_matched(predicate))

    def legal(self, rules: tuple[Rule, ...]) -> list[Json]:
        """The requests of the fields that some rules read, as far as other rules about just these allow them."""
        paths = {path for rule in rules for path in rule.reads}
        others = [rule for rule in self._rules if rule not in rules and paths.issuperset(rule.reads)]
        return [request for request in self.requests(paths) if all(_kept(rule, request) for rule in others)]

    def requests(self, paths: Iterable[Path]) -> list[Json]:
        """One request per combination, or none at all where there are too many."""
        names = sorted(set(paths))
        values = [self._values(path) for path in names]
        if prod(map(len, values)) > MOST_TRIALS:
            return []
        return [_request(dict(zip(names, chosen, strict=True))) for chosen in product(*values)]

    def _values(self, path: Path) -> list[object]:
        """What to try at a path; nothing where that is not known."""
        field, certain = _field(self._root, path)
        if field is None or field.presence is Presence.UNSUPPORTED:
            return [_ABSENT]
        if path in self._matched and pattern_of(field.shape):
            return []
        legal: list[object] = [*samples(field.shape, self._marks.get(path, Marks()))]
        return legal if certain or not legal else [*legal, _ABSENT]


def _field(root: Object, path: Path) -> tuple[Property | None, bool]:
    """The field at a path, and whether every valid request has it."""
    shape: Shape = root
    field: Property | None = None
    certain = True
    for name in path:
        field = shape.property(name) if isinstance(shape, Object) else None
        if field is None:
            return None, False
        certain = certain and field.required
        shape = field.shape
    return field, certain


def _request(values: dict[Path, object]) -> Json:
    request: dict[str, Json] = {}
    for path, value in values.items():
        if value is _ABSENT:
            continue
        inner = request
        for name in path[:-1]:
            step = inner.setdefault(name, {})
            inner = step if isinstance(step, dict) else {}
        # A copy, because fields inside an object are added to it; a value that is not _ABSENT is JSON.
        inner[path[-1]] = deepcopy(value)  # type: ignore[assignment]
    return request


def _marks(predicate: Predicate) -> Iterator[Mark]:
    match predicate:
        case In(path, values):
            yield path, values, ()
        case RowIn(paths, rows):
            for i, path in enumerate(paths):
                yield path, tuple(dict.fromkeys(row[i] for row in rows)), ()
        case Compare(Value(path), _, bound):
            yield path, (bound - 1, bound, bound + 1), ()
        case Compare(term, _, bound):
            yield term.path, (), (int(bound) - 1, int(bound), int(bound) + 1)
        case Matches(path, pattern):
            yield path, (example(pattern.part),), ()
        case All(parts) | AnyOf(parts):
            for part in parts:
                yield from _marks(part)
        case Not(part):
            yield from _marks(part)
        case Present() | AtMost():
            return
        case _:
            assert_never(predicate)


def _matched(predicate: Predicate) -> Iterator[Path]:
    """The paths whose text is matched with a pattern."""
    match predicate:
        case Matches(path):
            yield path
        case All(parts) | AnyOf(parts):
            for part in parts:
                yield from _matched(part)
        case Not(part):
            yield from _matched(part)
        case _:
            return

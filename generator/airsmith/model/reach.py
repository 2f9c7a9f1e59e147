"""Rules that can never speak, that forbid nothing, or that leave nothing: found by trying the values that matter.

A rule reads few fields, and of each only some values make a difference: absent, the listed
ones, the ends of limits. Every combination of those is tried, up to a bound; beyond it a
rule is taken to be sound.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import product
from math import prod
from typing import Final

from ..diagnostics import Diagnostic
from ..meaning.evaluate import fits, holds
from ..meaning.kinds.base import Constraint
from ..meaning.predicates import (
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
from ..meaning.shapes import Array, Boolean, Integer, Media, Number, Object, Presence, Property, Shape, String, Union
from ..meaning.values import Json, Path
from ..meaning.violations import Rule
from .resolve import Resolved

MOST_TRIALS: Final = 20_000
_ABSENT: Final = object()


def rule_problems(resolved: Resolved) -> Iterator[Diagnostic]:
    """Problems of the written rules of a model."""
    contract = resolved.model.contract
    every = [rule for constraint in contract.constraints if constraint.level == "error" for rule in constraint.rules()]
    trials = _Trials(contract.root, every)
    for constraint, place in zip(contract.constraints, resolved.places, strict=True):
        if place.keys[:1] != ("rules",) or place.document.file != resolved.model.file:
            continue
        problem = _problem(constraint, every, trials)
        if problem:
            code, message = problem
            yield place.problem(code, message, (), f"the rule says: {constraint.describe()}")


def _problem(constraint: Constraint, every: Sequence[Rule], trials: _Trials) -> tuple[str, str] | None:
    rules = constraint.rules()
    alone = trials.requests(path for rule in rules for path in rule.reads)
    applied = [request for request in alone if any(holds(rule.applies, request) for rule in rules)]
    if alone and not applied:
        return "rule-never-applies", "the condition is never true of a request"
    if constraint.level != "error" or not alone:
        return None
    if not any(not holds(rule.holds, request) for request in applied for rule in rules if holds(rule.applies, request)):
        return "rule-without-effect", "every request the rule applies to satisfies it already"
    together = trials.requests(path for rule in every for path in rule.reads)
    valid = [request for request in together if all(_kept(rule, request) for rule in every)]
    for rule in rules:
        if together and not any(holds(rule.applies, request) for request in valid):
            return "rule-contradiction", "no request to which the rule applies satisfies all rules"
    return None


def _kept(rule: Rule, request: Json) -> bool:
    return not holds(rule.applies, request) or holds(rule.holds, request)


class _Trials:
    """Requests worth trying: combinations of the values that matter of the fields that are read."""

    def __init__(self, root: Object, rules: Sequence[Rule]) -> None:
        self._root = root
        self._mentioned: dict[Path, list[Json]] = {}
        for rule in rules:
            for predicate in (rule.applies, rule.holds):
                for path, value in _mentioned(predicate):
                    self._mentioned.setdefault(path, []).append(value)

    def requests(self, paths: Iterator[Path] | Sequence[Path]) -> list[Json]:
        """One request per combination, or none at all where there are too many."""
        names = sorted(set(paths))
        values = [self._values(path) for path in names]
        if prod(map(len, values)) > MOST_TRIALS:
            return []
        return [_request(dict(zip(names, chosen, strict=True))) for chosen in product(*values)]

    def _values(self, path: Path) -> list[object]:
        field, certain = _field(self._root, path)
        if field is None or field.presence is Presence.UNSUPPORTED:
            return [_ABSENT]
        legal: list[object] = []
        for value in (*_samples(field.shape), *self._mentioned.get(path, [])):
            if fits(value, field.shape) and value not in legal:
                legal.append(value)
        return legal if certain and legal else [*legal, _ABSENT]


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
        if path[-1] not in inner or not isinstance(value, dict):
            inner[path[-1]] = value  # type: ignore[assignment]
    return request


def _mentioned(predicate: Predicate) -> Iterator[tuple[Path, Json]]:
    """The values a predicate compares with."""
    match predicate:
        case In(path, values):
            yield from ((path, value) for value in values)
        case RowIn(paths, rows):
            yield from ((path, side) for row in rows for path, side in zip(paths, row, strict=True))
        case Compare(Value(path), _, bound):
            yield from ((path, bound + step) for step in (-1, 0, 1))
        case All(parts) | AnyOf(parts):
            for part in parts:
                yield from _mentioned(part)
        case Not(part):
            yield from _mentioned(part)
        case Present() | Matches() | AtMost() | Compare():
            return


def _samples(shape: Shape) -> Iterator[Json]:
    """Some legal values: the listed ones, the ends of limits, or one that stands for all."""
    listed = [value for kind in shape.kinds for value in kind.values]
    if listed:
        yield from listed
        return
    match shape:
        case Boolean():
            yield from (True, False)
        case Integer() | Number():
            yield from _ends(shape, Value)
        case String() | Media():
            yield from ("x" * size for size in _ends(shape, Length))
        case Array(items):
            inner = next(_samples(items), "x")
            yield from ([inner] * size for size in _ends(shape, Count))
        case Object(properties):
            yield {field.name: next(_samples(field.shape), None) for field in properties if field.required}
        case Union(branches):
            for branch in branches:
                yield from _samples(branch)


def _ends(shape: Shape, term: type[Value | Length | Count]) -> Iterator[int]:
    yield 1
    for check in shape.checks:
        for predicate in (check.holds, *(check.holds.parts if isinstance(check.holds, All) else ())):
            if isinstance(predicate, Compare) and isinstance(predicate.term, term):
                yield int(predicate.bound)

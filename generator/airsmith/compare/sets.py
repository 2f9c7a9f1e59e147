"""Is there a request that one contract accepts and another refuses? Decided over all requests, not by syntax.

A contract accepts a request when every field takes its value and every rule holds. Refusing
means that one of these parts fails, so each part is asked alone: can it fail in a request the
other contract accepts? Only fields that rules tie to that part are tried together; the others
stay at their smallest legal value.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal, TypeAlias, assert_never

from ..meaning.contract import Contract
from ..meaning.evaluate import ABSENT, fits, holds, violations
from ..meaning.predicates import ALWAYS, Predicate, paths_read
from ..meaning.shapes import Presence, Property
from ..meaning.values import Json
from ..meaning.violations import Rule
from .cells import Cell, Cells, cost, property_cells
from .marks import path_of, unary
from .solve import Condition, Solved, solve

Request: TypeAlias = "dict[str, Json]"


@dataclass(frozen=True)
class FieldPart:
    """The part of a contract that says what a field at the top takes, or that there is none."""

    name: str


@dataclass(frozen=True)
class RulePart:
    """The part of a contract that is one rule."""

    rule: Rule


Part: TypeAlias = FieldPart | RulePart

State: TypeAlias = Literal["found", "none", "undecided"]


@dataclass(frozen=True)
class Answer:
    """A request that proves it, that there is none, or that the search had to give up.

    ``documented`` is the title of the example the request comes from; ``smallest`` is false
    where the search gave up after it had found one.
    """

    state: State
    request: Request | None = field(default=None, hash=False)
    documented: str = ""
    smallest: bool = True


NONE = Answer("none")
UNDECIDED = Answer("undecided")


class Difference:
    """The requests that ``accepts`` accepts and ``refuses`` refuses."""

    def __init__(self, accepts: Contract, refuses: Contract, documented: Sequence[tuple[str, Json]] = ()) -> None:
        self.accepts = accepts
        self.refuses = refuses
        self._documented = documented
        self._cells: dict[tuple[str, tuple[Predicate, ...]], Cells] = {}
        self._rests: dict[tuple[str, ...], Solved | None] = {}

    @cached_property
    def parts(self) -> tuple[Part, ...]:
        """Every part of the refusing contract that could fail where the other accepts."""
        kept = {(rule.applies, rule.holds) for rule in self.accepts.rules}
        rules = [RulePart(rule) for rule in self.refuses.rules if (rule.applies, rule.holds) not in kept]
        return (*(FieldPart(name) for name in self._names), *rules)

    def any(self) -> Answer:
        """The smallest request of the difference, whichever part refuses it."""
        return self.ask(self.parts)

    def ask(self, parts: Iterable[Part], focus: Predicate = ALWAYS) -> Answer:
        """The smallest request, among those the focus holds of, that one of the parts refuses."""
        wanted = tuple(parts)
        for title, request in self._documented:
            if isinstance(request, dict) and self._proves(request, wanted, focus):
                return Answer("found", request, title)
        answers = [self._smallest(part, focus) for part in wanted]
        found = [answer for answer in answers if answer.request is not None]
        given_up = UNDECIDED in answers
        if found:
            best = min(found, key=lambda answer: cost(answer.request))
            return Answer("found", best.request, "", not given_up and all(answer.smallest for answer in found))
        return UNDECIDED if given_up else NONE

    def _proves(self, request: Request, parts: tuple[Part, ...], focus: Predicate) -> bool:
        if not holds(focus, request) or not any(self._fails(part, request) for part in parts):
            return False
        return _accepted(request, self.accepts) and not _accepted(request, self.refuses)

    def _fails(self, part: Part, request: Request) -> bool:
        match part:
            case FieldPart(name):
                return not _takes(self.refuses.root.property(name), request.get(name, ABSENT))
            case RulePart(rule):
                return holds(rule.applies, request) and not holds(rule.holds, request)
            case _:
                assert_never(part)

    # The fields, and how rules tie them together

    @cached_property
    def _names(self) -> tuple[str, ...]:
        roots = (self.accepts.root, self.refuses.root)
        return tuple(dict.fromkeys(found.name for root in roots for found in root.properties))

    @cached_property
    def _atoms(self) -> tuple[Predicate, ...]:
        rules = (*self.accepts.rules, *self.refuses.rules)
        asked = (atom for rule in rules for one in (rule.applies, rule.holds) for atom in unary(one))
        return tuple(dict.fromkeys(asked))

    @cached_property
    def _conditions(self) -> tuple[Condition, ...]:
        """The rules of the accepting contract."""
        return tuple(self._condition(rule, kept=True) for rule in self.accepts.rules)

    def _condition(self, rule: Rule, *, kept: bool) -> Condition:
        names = self._heads(rule.applies, rule.holds)
        return Condition(names, lambda request: _keeps(rule, request) is kept)

    def _heads(self, *predicates: Predicate) -> tuple[str, ...]:
        """The fields at the top that predicates read; what nobody has is absent from every accepted request."""
        found = (path[0] for predicate in predicates for path in paths_read(predicate))
        return tuple(dict.fromkeys(name for name in found if name in self._names))

    @cached_property
    def _groups(self) -> tuple[tuple[str, ...], ...]:
        """Fields that rules of the accepting contract tie together, directly or through others."""
        group = {name: {name} for name in self._names}
        for condition in self._conditions:
            joined = {member for name in condition.names for member in group[name]}
            group.update((name, joined) for name in joined)
        unique = {id(names): names for names in group.values()}
        return tuple(tuple(sorted(names)) for names in unique.values())

    def _field_cells(self, name: str, focus: Predicate) -> Cells:
        asked = (*self._atoms, *unary(focus))
        below = tuple(dict.fromkeys(atom for atom in asked if path_of(atom)[:1] == (name,)))
        key = (name, below)
        if key not in self._cells:
            fields = (self.accepts.root.property(name), self.refuses.root.property(name))
            self._cells[key] = property_cells(*fields, (name,), below)
        return self._cells[key]

    # The search

    def _smallest(self, part: Part, focus: Predicate) -> Answer:
        if isinstance(part, FieldPart) and part.name not in self._names:
            return NONE  # Neither contract has the field, so nothing accepted carries it.
        conditions = [Condition(self._heads(focus), lambda request: holds(focus, request))]
        conditions += [self._condition(part.rule, kept=False)] if isinstance(part, RulePart) else []
        touched = {name for condition in conditions for name in condition.names}
        touched |= {part.name} if isinstance(part, FieldPart) else set()
        first = [name for group in self._groups if touched & set(group) for name in group]
        domains = {name: self._domain(name, part, focus) for name in first}
        complete = all(self._field_cells(name, focus).complete for name in first)
        if not all(domains.values()):
            return NONE if complete else UNDECIDED
        within = [one for one in self._conditions if set(one.names) <= set(first)]
        solved = solve(domains, [*conditions, *within])
        if solved.values is None:
            return NONE if complete and solved.complete else UNDECIDED
        return self._whole(solved, complete)

    def _domain(self, name: str, part: Part, focus: Predicate) -> list[Cell]:
        cells = [cell for cell in self._field_cells(name, focus).cells if cell.before]
        if part == FieldPart(name):
            cells = [cell for cell in cells if not cell.after]
        return cells

    def _whole(self, solved: Solved, complete: bool) -> Answer:
        """The request: the fields that were solved for, and the smallest legal value of the others."""
        chosen = dict(solved.values or {})
        for group in self._groups:
            if not chosen.keys() & set(group):
                rest = self._rest(group)
                if rest is None:
                    return NONE
                if rest.values is None:
                    return UNDECIDED
                chosen.update(rest.values)
        given = [name for name in self._names if chosen.get(name, ABSENT) is not ABSENT]
        # What is not absent is a JSON value, which the type of a chosen value does not say.
        request: Request = {name: chosen[name] for name in given}  # type: ignore[misc]
        if not _accepted(request, self.accepts) or _accepted(request, self.refuses):
            return UNDECIDED  # The interpreter is the judge; what it does not confirm is not said.
        return Answer("found", request, "", complete and solved.complete)

    def _rest(self, group: tuple[str, ...]) -> Solved | None:
        """The smallest legal values of a group on its own; None where it has none, so that nothing is accepted."""
        if group not in self._rests:
            self._rests[group] = self._solved(group)
        return self._rests[group]

    def _solved(self, group: tuple[str, ...]) -> Solved | None:
        domains = {name: [cell for cell in self._field_cells(name, ALWAYS).cells if cell.before] for name in group}
        if not all(domains.values()):
            return None
        solved = solve(domains, [one for one in self._conditions if set(one.names) <= set(group)])
        return None if solved.values is None and solved.complete else solved


def _accepted(request: Request, contract: Contract) -> bool:
    return not violations(request, {contract.air: contract})


def _takes(field: Property | None, value: object) -> bool:
    if value is ABSENT:
        return field is None or not field.required
    return field is not None and field.presence is not Presence.UNSUPPORTED and fits(value, field.shape)


def _keeps(rule: Rule, request: Mapping[str, object]) -> bool:
    return not holds(rule.applies, request) or holds(rule.holds, request)

"""The requests that everything else is a change of: a plain one, and the fullest."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import islice
from typing import TypeAlias

from ...meaning.contract import Contract
from ...meaning.evaluate import holds, violations
from ...meaning.predicates import RowIn
from ...meaning.shapes import Presence
from ...meaning.values import Json, Path
from ...meaning.violations import Rule
from ...model.catalog import Model
from ...model.reach import Trials
from .texts import PROSE
from .values import fullest, least

Request: TypeAlias = dict[str, Json]

ROUNDS, TRIALS = 20, 300
"""How many rules are repaired one after the other, and how many values are tried for one."""


def plain_request(model: Model) -> Request:
    """A documented request without the fields that can be left out alone, or one put together from shapes."""
    contract = model.contract
    given = next((example.request for example in model.examples if is_valid(example.request, contract)), None)
    start = dict(given) if isinstance(given, dict) else _assembled(contract)
    start = _least(start, contract)
    for field in contract.root.properties:
        if field.name in start:
            start = _better(start, {**start, field.name: least(field.shape)}, contract)
    if model.task.prompt in start:
        start = _better(start, {**start, model.task.prompt: PROSE}, contract)
    return {field.name: start[field.name] for field in contract.root.properties if field.name in start}


def _least(request: Request, contract: Contract) -> Request:
    """The request without what can be left out alone, until nothing can."""
    for field in reversed(contract.root.properties):
        less = {name: value for name, value in request.items() if name != field.name}
        if len(less) < len(request) and is_valid(less, contract):
            return _least(less, contract)
    return request


def fullest_request(plain: Request, contract: Contract) -> Request:
    """The plain request with every field added that rules do not forbid."""
    request = plain
    for paths, rows in row_rules(contract):
        request = _better(request, with_values(request, dict(zip(paths, rows[0], strict=True))), contract)
    for field in contract.root.properties:
        if field.name not in request and field.presence is not Presence.UNSUPPORTED:
            added = ({**request, field.name: value} for value in (fullest(field.shape), least(field.shape)))
            request = next((one for one in added if is_valid(one, contract)), request)
    return request


def row_rules(contract: Contract) -> Iterator[tuple[tuple[Path, ...], tuple[tuple[int, ...], ...]]]:
    """The fields whose values are listed together, and the list."""
    for rule in contract.rules:
        if isinstance(rule.holds, RowIn):
            yield rule.holds.paths, rule.holds.rows


def without_rows(request: Request, contract: Contract) -> Request:
    """The request without the fields whose values are listed together."""
    for paths, _ in row_rules(contract):
        for path in paths:
            request = _without(request, path)
    return request


def is_valid(request: Json, contract: Contract) -> bool:
    return not violations(request, {contract.air: contract})


def with_values(request: Request, values: dict[Path, Json]) -> Request:
    """The request with other values at some paths."""
    for path, value in values.items():
        request = _put(request, path, value)
    return request


def combinations(rule: Rule, trials: Trials, request: Request) -> Iterator[Request]:
    """The request with the combinations of values that matter in the fields a rule reads."""
    bare = request
    for path in rule.reads:
        bare = _without(bare, path)
    for trial in islice(trials.requests(rule.reads), TRIALS * ROUNDS):
        if isinstance(trial, dict):
            yield _merged(bare, trial)


def repaired(request: Request, contract: Contract, trials: Trials, keeps: Callable[[Request], bool]) -> Request:
    """The request with other values for the fields of rules that are broken, as long as less is wrong each time.

    What ``keeps`` says of it stays true.
    """
    for _ in range(ROUNDS):
        wrong = _count(request, contract)
        broken = [rule for rule in contract.rules if holds(rule.applies, request) and not holds(rule.holds, request)]
        found = (trial for rule in broken for trial in islice(combinations(rule, trials, request), TRIALS))
        better = next((trial for trial in found if keeps(trial) and _count(trial, contract) < wrong), None)
        if better is None:
            break
        request = better
    return request


def _assembled(contract: Contract) -> Request:
    """The required fields, and what rules ask for."""
    request: Request = {field.name: least(field.shape) for field in contract.root.properties if field.required}
    return repaired(request, contract, Trials(contract), lambda _: True)


def _count(request: Request, contract: Contract) -> int:
    return len(violations(request, {contract.air: contract}))


def _better(old: Request, new: Request, contract: Contract) -> Request:
    return new if is_valid(new, contract) else old


def _put(request: Request, path: Path, value: Json) -> Request:
    name, *rest = path
    if not rest:
        return {**request, name: value}
    inner = request.get(name)
    return {**request, name: _put(inner if isinstance(inner, dict) else {}, tuple(rest), value)}


def _without(request: Request, path: Path) -> Request:
    name, *rest = path
    inner = request.get(name)
    if not rest:
        return {key: value for key, value in request.items() if key != name}
    return {**request, name: _without(inner, tuple(rest))} if isinstance(inner, dict) else request


def _merged(left: Request, right: Request) -> Request:
    found = dict(left)
    for name, value in right.items():
        old = found.get(name)
        found[name] = _merged(old, value) if isinstance(old, dict) and isinstance(value, dict) else value
    return found

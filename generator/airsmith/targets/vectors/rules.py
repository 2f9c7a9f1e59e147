"""Requests about rules: each kept and broken, and of listed sizes every one, and what is nearly one."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from ...meaning.contract import Contract
from ...meaning.evaluate import holds, violations
from ...meaning.values import Json, Path, Row, dotted, pointer, show
from ...meaning.violations import Rule
from ...model.reach import Trials
from .cases import Case, serialised
from .start import Request, combinations, repaired, row_rules, with_values, without_rows

SHORT = 4_000
"""Requests of more characters are not taken for a rule."""

REPAIRS = 8
"""How many requests are rid of what else is wrong with them."""


def rule_cases(contract: Contract, start: Request) -> Iterator[Case]:
    """A request that keeps each rule and one that breaks it, found by trying; rules that only warn refuse nothing."""
    trials = Trials(contract)
    for rule in (*contract.rules, *contract.warnings):
        name = rule.code.replace("_", "-") + ("" if rule.level == "error" else "-warning")
        for is_kept, label in ((True, "rule-kept"), (False, "rule-broken")):
            found = _example(rule, is_kept, trials, start, contract)
            if found is not None:
                yield Case(dotted(rule.path), f"{label}-{name}", found)


def _example(rule: Rule, is_kept: bool, trials: Trials, start: Request, contract: Contract) -> Request | None:
    """The first request that keeps or breaks the rule and has nothing else wrong, or the first of all."""

    def is_meant(request: Request) -> bool:
        return holds(rule.applies, request) and holds(rule.holds, request) == is_kept

    wanted = [] if is_kept or rule.level != "error" else [(rule.code, pointer(rule.path))]
    meant = filter(is_meant, combinations(rule, trials, start))
    short = [request for request in meant if len(serialised(request)) < SHORT]
    better = (repaired(request, contract, trials, is_meant) for request in short[:REPAIRS])
    unpaired = filter(is_meant, combinations(rule, trials, without_rows(start, contract)))
    every = chain(short, better, unpaired)
    return next((one for one in every if _found(one, contract) == wanted), next(iter(short), None))


def _found(request: Request, contract: Contract) -> list[tuple[str, str]]:
    return [(one.code, one.path) for one in violations(request, {contract.air: contract})]


def size_cases(contract: Contract, start: Request) -> Iterator[Case]:
    """Every listed row, each of its values alone, and rows that are nearly listed."""
    for paths, rows in row_rules(contract):
        topic = dotted(paths[0])
        for row in rows:
            yield Case(topic, f"pair-{show(row)}", with_values(start, _values(paths, row)))
        bare = {name: value for name, value in start.items() if (name,) not in paths}
        yield Case(topic, "no-pair", bare)
        for i, path in enumerate(paths):
            yield Case(topic, f"only-{dotted(path)}", with_values(bare, {path: rows[0][i]}))
        for row in _nearly(rows):
            yield Case(topic, f"unsupported-pair-{show(row)}", with_values(start, _values(paths, row)))


def _values(paths: tuple[Path, ...], row: Row) -> dict[Path, Json]:
    return dict(zip(paths, row, strict=True))


def _nearly(rows: tuple[Row, ...]) -> Iterator[Row]:
    """Rows that are not listed, each once: swapped, mixed, one side off, between two, far off."""
    found: dict[Row, None] = {}
    for row in rows:
        found[row[::-1]] = None
        for i, value in enumerate(row):
            for other in (value - 1, value + 1, value // 2):
                found[(*row[:i], other, *row[i + 1 :])] = None
    for left in rows:
        for right in rows:
            found.update({(*left[:i], *right[i:]): None for i in range(len(left))})
            found[tuple((a + b) // 2 for a, b in zip(left, right, strict=True))] = None
    for far in (0, 1, -1, 100_000):
        found[(far,) * len(rows[0])] = None
    yield from (row for row in found if row not in rows)

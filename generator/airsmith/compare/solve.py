"""The smallest request that satisfies conditions, out of a few values per field: depth first, cheapest values first."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from ..meaning.evaluate import ABSENT
from .cells import Cell, Value, text

MOST_NODES: Final = 60_000
"""Values tried before the search gives up."""


@dataclass(frozen=True)
class Condition:
    """``test`` is asked of a request that holds the fields ``names`` and nothing else that it reads."""

    names: tuple[str, ...]
    test: Callable[[dict[str, Value]], bool]


@dataclass(frozen=True)
class Solved:
    """``values`` is None where nothing was found; ``complete`` says whether everything was tried."""

    values: Mapping[str, Value] | None
    complete: bool


def solve(domains: Mapping[str, Sequence[Cell]], conditions: Sequence[Condition]) -> Solved:
    """The cheapest choice of one cell per field that meets all conditions."""
    search = _Search(domains, conditions)
    complete = search.descend(0, 0)
    return Solved(search.best, complete)


def price(name: str, cell: Cell) -> int:
    """What a field adds to the length of a request."""
    return 0 if cell.value is ABSENT else len(text(name)) + cell.cost + 2


@dataclass
class _Memory:
    """A condition with its answers so far, by the places of the cells in their domains."""

    condition: Condition
    answers: dict[tuple[int, ...], bool] = field(default_factory=dict)


class _Search:
    def __init__(self, domains: Mapping[str, Sequence[Cell]], conditions: Sequence[Condition]) -> None:
        self.best: dict[str, Value] | None = None
        self._least = 0
        self._nodes = 0
        self._order = _order(list(domains), conditions)
        self._domains = {name: sorted(domains[name], key=lambda cell: _rank(name, cell)) for name in domains}
        ranks = {name: rank for rank, name in enumerate(self._order)}
        self._due: list[list[_Memory]] = [[] for _ in self._order]
        self._always = [condition for condition in conditions if not condition.names]
        for condition in conditions:
            if condition.names:
                self._due[max(ranks[name] for name in condition.names)].append(_Memory(condition))
        self._rest = [0] * (len(self._order) + 1)
        for rank in range(len(self._order) - 1, -1, -1):
            name = self._order[rank]
            self._rest[rank] = self._rest[rank + 1] + min(price(name, cell) for cell in self._domains[name])
        self._chosen: dict[str, int] = {}

    def descend(self, rank: int, spent: int) -> bool:
        """Try everything from this field on; whether nothing had to be left out."""
        if rank == len(self._order):
            if all(condition.test({}) for condition in self._always):
                self.best = {name: self._domains[name][place].value for name, place in self._chosen.items()}
                self._least = spent
            return True
        name = self._order[rank]
        for place, cell in enumerate(self._domains[name]):
            total = spent + price(name, cell)
            if self.best is not None and total + self._rest[rank + 1] >= self._least:
                break  # The cells are in the order of their prices.
            self._nodes += 1
            if self._nodes > MOST_NODES:
                return False
            self._chosen[name] = place
            kept = all(self._holds(memory) for memory in self._due[rank])
            if kept and not self.descend(rank + 1, total):
                return False
            del self._chosen[name]
        return True

    def _holds(self, memory: _Memory) -> bool:
        names = memory.condition.names
        key = tuple(self._chosen[name] for name in names)
        if key not in memory.answers:
            values = {name: self._domains[name][place].value for name, place in zip(names, key, strict=True)}
            present = {name: value for name, value in values.items() if value is not ABSENT}
            memory.answers[key] = memory.condition.test(present)
        return memory.answers[key]


def _rank(name: str, cell: Cell) -> tuple[int, str]:
    return price(name, cell), "" if cell.value is ABSENT else text(cell.value)


def _order(names: list[str], conditions: Sequence[Condition]) -> list[str]:
    """Always the field that closes the most conditions, the earlier of two, so that dead ends show early."""
    order: list[str] = []
    left = list(names)
    while left:
        best = max(left, key=lambda name: (_closed(name, order, conditions), -left.index(name)))
        order.append(best)
        left.remove(best)
    return order


def _closed(name: str, order: list[str], conditions: Sequence[Condition]) -> tuple[int, int]:
    """How many conditions have all their fields with this one, and how many of theirs are chosen already."""
    known = {*order, name}
    about = [condition for condition in conditions if name in condition.names]
    closed = sum(1 for condition in about if known.issuperset(condition.names))
    return closed, sum(len(set(condition.names) & set(order)) for condition in about)

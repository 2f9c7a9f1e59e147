"""The values of one field, divided into cells: all values of a cell are one to both contracts and to every rule.

A cell is known by the smallest value found in it. Every cell that some value lies in is
found, unless a limit on the work was hit; then the result says that it is not complete.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final, TypeAlias, assert_never

from ..meaning.evaluate import ABSENT, fits, holds
from ..meaning.predicates import AtMost, Predicate, rebase
from ..meaning.shapes import Array, Boolean, Integer, Media, Number, Object, Presence, Property, Shape, String, Union
from ..meaning.values import Json, Path
from .marks import Marks, marks, path_of, unary
from .scalars import numbers, texts

MOST_STATES: Final = 4_000
"""Kinds of objects or lists told apart before the search gives up."""

MOST_ITEMS: Final = 300
"""Items of the longest list that is made."""

FEW_ITEMS: Final = 12
"""Lists of up to this many items are all tried, whatever the limits say."""

Value: TypeAlias = object
"""A JSON value, or ABSENT."""


@dataclass(frozen=True)
class Cell:
    """``before`` and ``after`` say which contract's field takes the values; ``cost`` is the length of the JSON text."""

    value: Value
    before: bool
    after: bool
    truths: tuple[bool, ...]
    cost: int


@dataclass(frozen=True)
class Cells:
    cells: tuple[Cell, ...]
    complete: bool


@dataclass(frozen=True)
class Sides:
    """One place in both contracts; None where a contract has no such place."""

    before: Shape | None
    after: Shape | None

    def branches(self) -> list[Shape]:
        """The shapes of single types, of both sides."""
        return [branch for shape in (self.before, self.after) for branch in _branches(shape)]


def cost(value: Value) -> int:
    return 0 if value is ABSENT else len(text(value))


def text(value: Value) -> str:
    """The value as compact JSON."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def property_cells(before: Property | None, after: Property | None, path: Path, atoms: Sequence[Predicate]) -> Cells:
    """The cells of a field, its absence among them; ``atoms`` are what rules ask about paths at or below it."""
    sides = Sides(_shape(before), _shape(after))
    found = value_cells(sides, path, atoms)
    absent = Cell(ABSENT, not _required(before), not _required(after), _truths(atoms, path, ABSENT), 0)
    return Cells((absent, *found.cells), found.complete)


def _shape(field: Property | None) -> Shape | None:
    return None if field is None or field.presence is Presence.UNSUPPORTED else field.shape


def _required(field: Property | None) -> bool:
    return field is not None and field.required


def value_cells(sides: Sides, path: Path, atoms: Sequence[Predicate]) -> Cells:
    """The cells of the values that at least one side takes."""
    values: list[Value] = []
    complete = True
    here = marks([atom for atom in atoms if path_of(atom) == path] + _own_atoms(sides))
    for branches in _by_type(sides.branches()):
        made, whole = _values(branches, sides, path, atoms, here)
        values += made
        complete = complete and whole
    best: dict[tuple[bool, bool, tuple[bool, ...]], Cell] = {}
    for value in values:
        cell = _cell(value, sides, path, atoms)
        key = (cell.before, cell.after, cell.truths)
        if (cell.before or cell.after) and (key not in best or _smaller(cell, best[key])):
            best[key] = cell
    return Cells(tuple(best.values()), complete)


def _cell(value: Value, sides: Sides, path: Path, atoms: Sequence[Predicate]) -> Cell:
    before = sides.before is not None and fits(value, sides.before)
    after = sides.after is not None and fits(value, sides.after)
    return Cell(value, before, after, _truths(atoms, path, value), cost(value))


def _smaller(one: Cell, other: Cell) -> bool:
    return one.cost < other.cost or (one.cost == other.cost and text(one.value) < text(other.value))


def _truths(atoms: Iterable[Predicate], path: Path, value: Value) -> tuple[bool, ...]:
    root = wrapped(path, value)
    return tuple(holds(atom, root) for atom in atoms)


def wrapped(path: Path, value: Value) -> Value:
    """A request that holds nothing but the value at the path."""
    for name in reversed(path):
        value = {} if value is ABSENT else {name: value}
    return value


def _own_atoms(sides: Sides) -> list[Predicate]:
    """What the checks of both sides ask about the value itself."""
    checks = [check for shape in sides.branches() for check in shape.checks]
    return [atom for check in checks for atom in unary(check.holds) if path_of(atom) == ()]


def _branches(shape: Shape | None) -> Iterator[Shape]:
    if isinstance(shape, Union):
        for branch in shape.branches:
            yield from _branches(branch)
    elif shape is not None:
        yield shape


def _by_type(branches: Iterable[Shape]) -> Iterator[list[Shape]]:
    """Shapes of the same JSON type together."""
    groups: dict[str, list[Shape]] = {}
    for branch in branches:
        groups.setdefault(_json_type(branch), []).append(branch)
    yield from groups.values()


def _json_type(shape: Shape) -> str:
    match shape:
        case String() | Media():
            return "string"
        case Integer() | Number():
            return "number"
        case Boolean():
            return "boolean"
        case Array():
            return "array"
        case Object():
            return "object"
        case Union():
            raise TypeError(shape)
        case _:
            assert_never(shape)


def _values(
    branches: list[Shape], sides: Sides, path: Path, atoms: Sequence[Predicate], here: Marks
) -> tuple[list[Value], bool]:
    """Values of one JSON type, and whether they are all there is to try."""
    match branches[0]:
        case String() | Media():
            found, complete = texts(here)
            return [*found], complete
        case Integer() | Number():
            return [*numbers(here, fractions=any(isinstance(one, Number) for one in branches))], True
        case Boolean():
            return [True, False], True
        case Array():
            return _lists(sides, here)
        case Object():
            return _objects(sides, path, atoms)
        case Union():
            raise TypeError(branches)
        case _:
            assert_never(branches[0])


def _array(shape: Shape | None) -> Array | None:
    return next((branch for branch in _branches(shape) if isinstance(branch, Array)), None)


def _object(shape: Shape | None) -> Object | None:
    return next((branch for branch in _branches(shape) if isinstance(branch, Object)), None)


# Lists: how many items, whether each side takes them all, and how many of them each limit counts.

_Tally: TypeAlias = tuple[bool, bool, tuple[int, ...]]


def _lists(sides: Sides, here: Marks) -> tuple[list[Value], bool]:
    before, after = _array(sides.before), _array(sides.after)
    inner = [atom for limit in here.items for atom in unary(limit.item)]
    kinds = value_cells(Sides(before.items if before else None, after.items if after else None), (), inner)
    counts = {size for mark in here.counts for size in (mark - 1, mark, mark + 1)}
    counts |= set(range(FEW_ITEMS + sum(limit.limit + 1 for limit in here.items)))
    layer: dict[_Tally, list[Value]] = {(before is not None, after is not None, (0,) * len(here.items)): []}
    found: list[Value] = [[]]
    for count in range(1, min(max(counts, default=0), MOST_ITEMS) + 1):
        layer = _longer(layer, kinds.cells, here.items)
        if count in counts:
            found += layer.values()
        if len(layer) > MOST_STATES:
            return found, False
    return found, kinds.complete and max(counts, default=0) <= MOST_ITEMS


def _longer(
    layer: dict[_Tally, list[Value]], kinds: Sequence[Cell], limits: Sequence[AtMost]
) -> dict[_Tally, list[Value]]:
    """The lists with one item more: of those that are tallied alike the cheapest."""
    after: dict[_Tally, tuple[int, list[Value]]] = {}
    for (taken_before, taken_after, tally), items in layer.items():
        for kind in kinds:
            counted = tuple(
                min(known + holds(limit.item, kind.value), limit.limit + 1)
                for known, limit in zip(tally, limits, strict=True)
            )
            key = (taken_before and kind.before, taken_after and kind.after, counted)
            longer = [*items, kind.value]
            price = cost(longer)
            if (key[0] or key[1]) and (key not in after or price < after[key][0]):
                after[key] = (price, longer)
    return {key: items for key, (_, items) in after.items()}


# Objects: field by field, keeping one object for each way the fields so far can be answered.

_Answers: TypeAlias = tuple[bool, bool, tuple[tuple[bool, ...], ...]]


def _objects(sides: Sides, path: Path, atoms: Sequence[Predicate]) -> tuple[list[Value], bool]:
    before, after = _object(sides.before), _object(sides.after)
    asked = [*atoms, *(atom for one in (before, after) if one is not None for atom in _inner_atoms(one, path))]
    states: dict[_Answers, dict[str, Json]] = {(before is not None, after is not None, ()): {}}
    complete = True
    for name in _names(before, after):
        place = (*path, name)
        below = [atom for atom in asked if path_of(atom)[: len(place)] == place]
        fields = [one.property(name) if one else None for one in (before, after)]
        cells = property_cells(fields[0], fields[1], place, below)
        states = _extended(states, name, cells.cells, before, after)
        complete = complete and cells.complete
        if len(states) > MOST_STATES:
            return [*states.values()], False
    return [*states.values()], complete


def _inner_atoms(shape: Object, path: Path) -> Iterator[Predicate]:
    """What checks of the object itself ask about its fields."""
    for check in shape.checks:
        yield from (rebase(atom, path) for atom in unary(check.holds))


def _names(before: Object | None, after: Object | None) -> list[str]:
    return list(dict.fromkeys(field.name for one in (before, after) if one for field in one.properties))


def _extended(
    states: dict[_Answers, dict[str, Json]],
    name: str,
    cells: Sequence[Cell],
    before: Object | None,
    after: Object | None,
) -> dict[_Answers, dict[str, Json]]:
    extended: dict[_Answers, tuple[int, dict[str, Json]]] = {}
    known = [one is not None and one.property(name) is not None for one in (before, after)]
    for (taken_before, taken_after, answers), so_far in states.items():
        for cell in cells:
            absent = cell.value is ABSENT
            key = (
                taken_before and cell.before and (absent or known[0]),
                taken_after and cell.after and (absent or known[1]),
                (*answers, cell.truths),
            )
            value = so_far if absent else {**so_far, name: cell.value}
            price = cost(value)
            if (key[0] or key[1]) and (key not in extended or price < extended[key][0]):
                # A cell that is not absent has a JSON value, which its type does not say.
                extended[key] = (price, value)  # type: ignore[assignment]
    return {key: value for key, (_, value) in extended.items()}

"""What a run found, as data that all groups share: `benchmarks.json`, and the goals that were missed."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from bench_goals import GOALS, GROUPS, Goal

Entry = dict[str, Any]
"""A figure as in `benchmarks.json`."""


@dataclass(frozen=True)
class Figure:
    """One figure. ``unit`` is x for a ratio peer / ours, times for another one, else that of a measure."""

    group: str
    name: str
    value: float
    unit: str
    versions: Mapping[str, str] = field(default_factory=dict[str, str])
    """Of the peers it is about."""

    @property
    def goal(self) -> Goal | None:
        return next((goal for goal in GOALS if (goal.group, goal.name) == (self.group, self.name)), None)

    def entry(self) -> Entry:
        goal = self.goal
        return {
            "group": self.group,
            "name": self.name,
            "figure": round(self.value, 4),
            "unit": self.unit,
            "goal": goal.bound if goal else None,
            "met": goal.is_met(self.value) if goal else None,
            "peers": dict(self.versions),
        }


@dataclass(frozen=True)
class Bar:
    """One contestant of a comparison; ``ours`` is drawn in another colour."""

    name: str
    value: float
    ours: bool


@dataclass(frozen=True)
class Comparison:
    """The contestants of one group side by side, to be drawn."""

    title: str
    unit: str
    bars: tuple[Bar, ...]


@dataclass(frozen=True)
class Table:
    """Finished words about one group; numbers stand on the right of all columns but the first."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Found:
    """What the measurement of one group found. ``source`` is the day, the machine and what was compared."""

    group: str
    source: str
    figures: tuple[Figure, ...]
    tables: tuple[Table, ...] = ()
    comparison: Comparison | None = None

    def entry(self) -> Entry:
        return {
            "group": self.group,
            "source": self.source,
            "figures": [figure.entry() for figure in self.figures],
            "tables": [asdict(table) for table in self.tables],
            "comparison": asdict(self.comparison) if self.comparison else None,
        }


def saved(path: Path) -> list[Entry]:
    """The groups of the last runs."""
    if not path.is_file():
        return []
    found: list[Entry] = json.loads(path.read_text(encoding="utf-8"))["groups"]
    return found


def save(path: Path, results: Sequence[Found]) -> list[Entry]:
    """Put the groups in the file in place of those of the same name, in their order.

    Figures of the same group that this run did not measure (catalogues of 5 000 models) are kept.
    """
    merged = {entry["group"]: entry for entry in saved(path)}
    for found in results:
        merged[found.group] = _with_older(found.entry(), merged.get(found.group))
    groups = sorted(merged.values(), key=lambda entry: GROUPS.index(entry["group"]))
    write(path, json.dumps({"groups": groups}, indent=2, ensure_ascii=False) + "\n")
    return groups


def _with_older(new: Entry, old: Entry | None) -> Entry:
    known = {figure["name"] for figure in new["figures"]}
    kept = [figure for figure in (old or {}).get("figures", ()) if figure["name"] not in known]
    return {**new, "figures": [*new["figures"], *kept]}


def write(path: Path, text: str) -> None:
    """Wholly or not at all: whoever interrupts a run finds the old file."""
    beside = path.with_name(f".{path.name}.new")
    beside.write_text(text, encoding="utf-8")
    os.replace(beside, path)


def verdicts(figures: Sequence[Figure]) -> Iterator[str]:
    """Goal by goal what was reached, then what was missed and by how much; goals of groups that did not run stay out."""
    found = {(figure.group, figure.name): figure.value for figure in figures}
    groups = {figure.group for figure in figures}
    asked = [goal for goal in GOALS if goal.group in groups]
    yield "Goals (x: peer / ours, at least; all others: at most)"
    for goal in asked:
        value = found.get((goal.group, goal.name))
        reached = "not measured" if value is None else f"{value:,.2f} {'met' if goal.is_met(value) else 'MISSED'}"
        yield f"  {goal.group:<25} {goal.name:<60} {goal.bound:>8g} {goal.unit:<6} {reached}"
    yield ""
    yield from _missed(asked, found)


def _missed(asked: Iterable[Goal], found: Mapping[tuple[str, str], float]) -> Iterator[str]:
    measured = [(goal, found[goal.group, goal.name]) for goal in asked if (goal.group, goal.name) in found]
    missed = [(goal, value) for goal, value in measured if not goal.is_met(value)]
    yield f"{len(measured) - len(missed)} of {len(measured)} goals are met" + (", these are missed:" if missed else ".")
    for goal, value in missed:
        bound = f"{'at least' if goal.is_least else 'at most'} {goal.bound:g} {goal.unit}"
        yield f"  {goal.group}: {goal.name}: {value:.2f}, wanted {bound}: missed by {goal.missing(value):.0%}"

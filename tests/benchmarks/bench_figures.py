"""What a run found, as data that all groups share: `benchmarks.json`, and the goals that were missed."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bench_goals import GOALS, GROUPS, Goal


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

    def entry(self) -> dict[str, Any]:
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


def saved(path: Path) -> list[dict[str, Any]]:
    """The entries of the last runs."""
    if not path.is_file():
        return []
    found: list[dict[str, Any]] = json.loads(path.read_text(encoding="utf-8"))["figures"]
    return found


def save(path: Path, machine: str, figures: Sequence[Figure]) -> list[dict[str, Any]]:
    """Put the figures in the file in place of those of the same name, the groups in their order."""
    new = {(figure.group, figure.name): figure.entry() for figure in figures}
    merged = {(entry["group"], entry["name"]): entry for entry in saved(path)} | new
    entries = sorted(merged.values(), key=lambda entry: GROUPS.index(entry["group"]))
    text = json.dumps({"machine": machine, "figures": entries}, indent=2, ensure_ascii=False)
    path.write_text(text + "\n", encoding="utf-8")
    return entries


def verdicts(figures: Sequence[Figure]) -> Iterator[str]:
    """Goal by goal what was reached, then what was missed and by how much; goals of groups that did not run stay out."""
    found = {(figure.group, figure.name): figure.value for figure in figures}
    groups = {figure.group for figure in figures}
    asked = [goal for goal in GOALS if goal.group in groups]
    yield "Goals (x: peer / ours, at least; all others: at most)"
    for goal in asked:
        value = found.get((goal.group, goal.name))
        reached = "not measured" if value is None else f"{value:,.2f} {'met' if goal.is_met(value) else 'MISSED'}"
        yield f"  {goal.group:<22} {goal.name:<60} {goal.bound:>8g} {goal.unit:<6} {reached}"
    yield ""
    yield from _missed(asked, found)


def _missed(asked: Iterable[Goal], found: Mapping[tuple[str, str], float]) -> Iterator[str]:
    measured = [(goal, found[goal.group, goal.name]) for goal in asked if (goal.group, goal.name) in found]
    missed = [(goal, value) for goal, value in measured if not goal.is_met(value)]
    yield f"{len(measured) - len(missed)} of {len(measured)} goals are met" + (", these are missed:" if missed else ".")
    for goal, value in missed:
        bound = f"{'at least' if goal.is_least else 'at most'} {goal.bound:g} {goal.unit}"
        yield f"  {goal.group}: {goal.name}: {value:.2f}, wanted {bound}: missed by {goal.missing(value):.0%}"

"""Everything a comparison found, and its levels."""

from __future__ import annotations

from dataclasses import dataclass

from .changes import Change, worst
from .ignore import Idle, Ignored
from .rules import LEVELS, RULES, Level
from .versions import Bump


@dataclass(frozen=True)
class Report:
    """``old`` and ``new`` are what the caller named; ``changes`` those that count, worst first."""

    old: str
    new: str
    changes: tuple[Change, ...]
    bumps: tuple[Bump, ...] = ()
    ignored: tuple[tuple[Change, Ignored], ...] = ()
    idle: tuple[Idle, ...] = ()

    @property
    def level(self) -> Level:
        return worst(change.level for change in self.changes)

    def count(self, level: Level) -> int:
        return sum(1 for change in self.changes if change.level == level)

    def reaches(self, threshold: Level) -> bool:
        """Whether some change is at least as bad."""
        return LEVELS.index(self.level) <= LEVELS.index(threshold)


def ordered(changes: list[Change]) -> list[Change]:
    """Worst first; what the generated packages offer comes last, since it follows from the rest."""
    return sorted(changes, key=lambda one: (LEVELS.index(one.level), RULES[one.rule].area == "surface"))

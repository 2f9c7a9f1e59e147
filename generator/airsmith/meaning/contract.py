"""What one model accepts: the shape of a request and the constraints across its fields."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from .kinds.base import Constraint
from .shapes import Object
from .violations import Level, Rule


@dataclass(frozen=True)
class Contract:
    """The requests of the model ``air``; ``docs`` is the URL of the section that says so."""

    air: str
    name: str
    root: Object
    constraints: tuple[Constraint, ...]
    docs: str

    @cached_property
    def rules(self) -> tuple[Rule, ...]:
        """The rules that decide verdicts."""
        return self._rules("error")

    @cached_property
    def warnings(self) -> tuple[Rule, ...]:
        """The rules about what is legal but pointless."""
        return self._rules("warn")

    def _rules(self, level: Level) -> tuple[Rule, ...]:
        return tuple(rule for item in self.constraints if item.level == level for rule in item.rules())

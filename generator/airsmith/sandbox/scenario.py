"""Which element of which request meets which fault."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal, TypeAlias

from .faults import Fault, NeverFinishes, Partial, Stagger
from .identity import derived_fraction

__all__ = ["Match", "Rule", "Scenario", "Seen", "Transport"]

Transport: TypeAlias = Literal["rest", "websocket"]

_HOUSEKEEPING: Final = ("authentication", "ping")
"""Only a rule that names them meets them."""

_LIFE: Final = (Partial, NeverFinishes, Stagger)
"""Faults of a task's life: they meet nothing but tasks that have one."""


@dataclass(frozen=True)
class Seen:
    """An element of a request as rules see it; of getResponse, ``model`` and ``prompt`` are those of its task."""

    task_type: str
    task_uuid: str
    model: str
    prompt: str
    transport: Transport
    is_inference: bool


@dataclass(frozen=True)
class Match:
    """What a rule is about; None is no condition. ``attempt`` counts per rule and task, from 1."""

    task_type: str | None = None
    model: str | None = None
    transport: Transport | None = None
    prompt_contains: str | None = None
    attempt: int | None = None
    probability: float | None = None

    def fits(self, seen: Seen) -> bool:
        """Whether the element is what the rule is about, whatever its attempt and luck."""
        if self.task_type is None and seen.task_type in _HOUSEKEEPING:
            return False
        return (
            self.task_type in (None, seen.task_type)
            and self.model in (None, seen.model)
            and self.transport in (None, seen.transport)
            and (self.prompt_contains is None or self.prompt_contains in seen.prompt)
        )


@dataclass(frozen=True)
class Rule:
    """``times`` is how often it can fire; None is always."""

    match: Match
    fault: Fault
    times: int | None = None


class Scenario:
    """Rules and how often each has fired. The first that fits and has times left fires."""

    def __init__(self, rules: Sequence[Rule] = (), seed: int = 0) -> None:
        self._rules = tuple(rules)
        self._seed = seed
        self._fired: Counter[int] = Counter()
        self._attempts: Counter[tuple[int, str]] = Counter()

    def fault(self, seen: Seen) -> Fault | None:
        """What happens to the element; asking counts as an attempt."""
        for number, rule in enumerate(self._rules):
            if not rule.match.fits(seen) or (isinstance(rule.fault, _LIFE) and not seen.is_inference):
                continue
            self._attempts[number, seen.task_uuid] += 1
            attempt = self._attempts[number, seen.task_uuid]
            if self._fires(number, rule, seen, attempt):
                self._fired[number] += 1
                return rule.fault
        return None

    def _fires(self, number: int, rule: Rule, seen: Seen, attempt: int) -> bool:
        if rule.times is not None and self._fired[number] >= rule.times:
            return False
        if rule.match.attempt not in (None, attempt):
            return False
        # Drawn from the task, not from a stream: what else is going on at the same time changes nothing.
        luck = derived_fraction(self._seed, "rule", number, seen.task_uuid, attempt)
        return rule.match.probability is None or luck < rule.match.probability

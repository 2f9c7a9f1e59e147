"""How long a client waits, and how often it asks."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass, fields

JITTER = 0.2
"""A delay is up to so much shorter or longer, so that many clients do not ask in step."""
RETRY = (1.0, 2.0, 30.0)
"""First delay, factor and longest delay in seconds where something went wrong."""


@dataclass(frozen=True)
class Timeouts:
    """Seconds: to connect, for one answer, and for the whole call with all its retries and polls."""

    connect: float = 10.0
    read: float = 180.0
    total: float = 1200.0

    def __post_init__(self) -> None:
        for one in fields(self):
            _check(one.name, getattr(self, one.name), 0.0)

    @classmethod
    def of(cls, given: Timeouts | float | None, default: Timeouts) -> Timeouts:
        """A number is the total; the other limits stay."""
        if given is None or isinstance(given, Timeouts):
            return given or default
        return cls(default.connect, default.read, given)


@dataclass(frozen=True)
class Polling:
    """Seconds until a task is asked for the first time, by what each further delay grows, and the longest delay.

    ``first`` None fits the task: 1 second for images, 5 for videos.
    """

    first: float | None = None
    factor: float = 1.5
    longest: float = 10.0

    def __post_init__(self) -> None:
        if self.first is not None:
            _check("first", self.first, 0.0)
        _check("factor", self.factor, 1.0, included=True)
        _check("longest", self.longest, 0.0)

    def first_for(self, task_type: str) -> float:
        first = 5.0 if task_type.startswith("video") else 1.0
        return min(first if self.first is None else self.first, self.longest)


class Backoff:
    """Delays that grow; ``random`` returns numbers from 0 up to 1."""

    def __init__(self, first: float, factor: float, longest: float, random: Callable[[], float]) -> None:
        self._first = self._delay = first
        self._factor = factor
        self._longest = longest
        self._random = random

    def next(self) -> float:
        delay = self._delay
        self._delay = min(delay * self._factor, self._longest)
        return delay * (1 - JITTER + 2 * JITTER * self._random())

    def reset(self) -> None:
        self._delay = self._first


def _check(name: str, value: object, least: float, *, included: bool = False) -> None:
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        raise TypeError(f"{name} must be a number of seconds" if name != "factor" else "factor must be a number")
    if not math.isfinite(value) or value < least or (value == least and not included):
        raise ValueError(f"{name} must be {'at least' if included else 'more than'} {least:g} and finite")

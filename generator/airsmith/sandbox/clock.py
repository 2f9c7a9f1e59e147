"""The sandbox's clock: real seconds, plus those that a test has skipped."""

from __future__ import annotations

import asyncio
import heapq
import itertools
import math
import time
from typing import Final

__all__ = ["Clock"]


class Clock:
    """Seconds since the sandbox started. It belongs to one event loop.

    Moving it on wakes, in the order of their moments, everything that slept until a moment that has come.
    """

    def __init__(self) -> None:
        self._began: Final = time.monotonic()
        self._skipped = 0.0
        self._sleepers: list[tuple[float, int, asyncio.Future[None]]] = []
        self._numbers = itertools.count()
        self._timer: asyncio.TimerHandle | None = None

    def now(self) -> float:
        return time.monotonic() - self._began + self._skipped

    def advance(self, seconds: float) -> float:
        """Skip seconds and return the new time. Raises ValueError for what is not a finite number of at least 0."""
        if not 0 <= seconds < math.inf:
            raise ValueError("a clock is moved on by a finite number of seconds, at least 0")
        self._skipped += seconds
        self._wake()
        return self.now()

    async def sleep(self, seconds: float) -> None:
        await self.sleep_until(self.now() + seconds)

    async def sleep_until(self, moment: float) -> None:
        """Return at once if the moment has come; never if it is infinite."""
        if moment <= self.now():
            return
        sleeper = asyncio.get_running_loop().create_future()
        if moment < math.inf:
            heapq.heappush(self._sleepers, (moment, next(self._numbers), sleeper))
            self._arm()
        await sleeper

    def _arm(self) -> None:
        """Set the timer to the next moment somebody waits for."""
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        while self._sleepers and self._sleepers[0][2].done():
            heapq.heappop(self._sleepers)
        if self._sleepers:
            delay = max(0.0, self._sleepers[0][0] - self.now())
            self._timer = asyncio.get_running_loop().call_later(delay, self._wake)

    def _wake(self) -> None:
        now = self.now()
        while self._sleepers and self._sleepers[0][0] <= now:
            _, _, sleeper = heapq.heappop(self._sleepers)
            if not sleeper.done():
                sleeper.set_result(None)
        self._arm()

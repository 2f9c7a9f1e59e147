"""The time a client lives in."""

from __future__ import annotations

import asyncio
import time


class Clock:
    """Seconds that only ever grow, and sleep that Ctrl-C ends."""

    def monotonic(self) -> float:
        return time.monotonic()

    def sleep(self, seconds: float) -> None:
        time.sleep(seconds)


class AsyncClock:
    """The same for an event loop."""

    def monotonic(self) -> float:
        return time.monotonic()

    async def sleep(self, seconds: float) -> None:
        await asyncio.sleep(seconds)

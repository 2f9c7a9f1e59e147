"""Time that passes only when a client sleeps; then it passes for the sandbox, too."""

from __future__ import annotations

import asyncio

from airsmith.sandbox import Sandbox


class VirtualClock:
    """Takes the place of the synchronous client's clock."""

    def __init__(self, sandbox: Sandbox) -> None:
        self._sandbox = sandbox
        self.now = 0.0

    def monotonic(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.now += seconds
        self._sandbox.advance(seconds)


class AsyncVirtualClock:
    """The same for the asynchronous client. A sandbox lives in a thread of its own, so it can be waited for."""

    def __init__(self, sandbox: Sandbox) -> None:
        self._clock = VirtualClock(sandbox)

    @property
    def now(self) -> float:
        return self._clock.now

    def monotonic(self) -> float:
        return self._clock.now

    async def sleep(self, seconds: float) -> None:
        self._clock.sleep(seconds)
        # As any sleep does, this gives whatever else is ready its turn.
        await asyncio.sleep(0)

"""Sessions of WebSockets: what could not be delivered waits for its client to come back."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Coroutine
from typing import Any, Final, Protocol

from .clock import Clock
from .identity import derived_uuid
from .protocol import Envelope

__all__ = ["KEPT", "Session", "Sessions"]

KEPT: Final = 120.0
"""Seconds on the clock that undelivered answers, and the session itself, are kept without a connection."""

_MOST_AT_ONCE: Final = 10_000
"""Messages that are worked on at a time; who sends more, and reads no answers, has to wait."""

_LOGGER: Final = logging.getLogger("airsmith.sandbox")


class Line(Protocol):
    """A connection that answers can be sent over."""

    async def send(self, envelope: Envelope) -> bool:
        """Whether it was handed over; an open connection takes it."""
        ...


class Session:
    """Answers for one client, over whichever connection it has at the time; ``connections`` counts those it had."""

    def __init__(self, uuid: str, clock: Clock) -> None:
        self.uuid = uuid
        self.connections = 0
        self._clock = clock
        self._line: Line | None = None
        self._undelivered: list[tuple[float, Envelope]] = []
        self._work: set[asyncio.Task[None]] = set()

    async def quiet(self) -> None:
        """Return when nothing is left to be answered."""
        while self._work:
            await asyncio.wait(self._work)

    async def connect(self, line: Line) -> None:
        """Deliver over this connection from now on, what was kept first."""
        self._line = line
        self.connections += 1
        kept, self._undelivered = self._undelivered, []
        for moment, envelope in kept:
            if self._clock.now() - moment <= KEPT:
                await self.send(envelope)

    def disconnect(self, line: Line) -> bool:
        """The connection is gone; whether it was the one in use."""
        if self._line is not line:
            return False
        self._line = None
        return True

    async def send(self, envelope: Envelope) -> None:
        """Deliver an answer, or keep it."""
        line = self._line
        if line is None or not await line.send(envelope):
            self._undelivered.append((self._clock.now(), envelope))

    async def do(self, work: Coroutine[Any, Any, None]) -> None:
        """Go on with some work, also without a connection; return when there is room for more."""
        task = asyncio.get_running_loop().create_task(work)
        self._work.add(task)
        task.add_done_callback(self._done)
        while len(self._work) >= _MOST_AT_ONCE:
            await asyncio.wait(self._work, return_when=asyncio.FIRST_COMPLETED)

    def _done(self, task: asyncio.Task[None]) -> None:
        self._work.discard(task)
        if not task.cancelled() and task.exception() is not None:
            # Its kind only: what an exception says may hold a part of the request.
            _LOGGER.error("the sandbox failed: %s", type(task.exception()).__name__)

    def end(self) -> None:
        """Give up what is still being worked on."""
        for task in self._work:
            task.cancel()


class Sessions:
    """Sessions by the UUID that a client resumes one with."""

    def __init__(self, clock: Clock, seed: int) -> None:
        self._clock = clock
        self._seed = seed
        self._count = 0
        self._sessions: dict[str, Session] = {}
        self._expiries: set[asyncio.Task[None]] = set()

    def open(self, uuid: object) -> Session:
        """The session of that UUID if it is still there, else a new one."""
        old = self._sessions.get(uuid) if isinstance(uuid, str) else None
        if old is not None:
            return old
        self._count += 1
        session = Session(derived_uuid(self._seed, "session", self._count), self._clock)
        self._sessions[session.uuid] = session
        return session

    def left(self, session: Session) -> None:
        """The client of a session has gone: forget it, unless somebody resumes it in time."""
        expiry = asyncio.get_running_loop().create_task(self._expire(session, session.connections))
        self._expiries.add(expiry)
        expiry.add_done_callback(self._expiries.discard)

    def close(self) -> None:
        """End all sessions."""
        for session in self._sessions.values():
            session.end()
        for expiry in self._expiries:
            expiry.cancel()
        self._sessions.clear()

    async def _expire(self, session: Session, connections: int) -> None:
        """Forget a session that has had no other connection since."""
        await self._clock.sleep(KEPT)
        if session.connections == connections:
            session.end()
            self._sessions.pop(session.uuid, None)

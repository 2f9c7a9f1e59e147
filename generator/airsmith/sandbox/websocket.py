"""``/v1`` as a WebSocket: authentication first, then arrays of tasks; answers come as they are ready."""

from __future__ import annotations

import asyncio
from typing import Final

from starlette.websockets import WebSocket, WebSocketDisconnect, WebSocketDisconnected

from .body import Unreadable, elements
from .connections import cut
from .faults import Cut, Fail, LostAck, Slow
from .messages import Messages
from .protocol import UNKNOWN_KEY, Envelope, Plain
from .recorder import Recorder
from .service import Service, failed
from .sessions import Session, Sessions

__all__ = ["IDLE", "Sockets"]

IDLE: Final = 120.0
"""Seconds on the clock without a message, in either direction, after which a connection is closed."""

_GOING_AWAY: Final = 1001


class Sockets:
    """The WebSocket half of the service."""

    def __init__(self, service: Service, recorder: Recorder | None) -> None:
        self._service = service
        self._messages = Messages(service, recorder)
        self._sessions = Sessions(service.clock, service.settings.seed)

    async def serve(self, websocket: WebSocket) -> None:
        """Serve one connection until it ends."""
        await websocket.accept()
        talk = _Talk(self._service, self._sessions, self._messages, websocket)
        try:
            await talk.run()
        finally:
            talk.leave()

    def close(self) -> None:
        """End all sessions; the server closes the connections."""
        self._sessions.close()


class _Talk:
    """One connection."""

    def __init__(self, service: Service, sessions: Sessions, messages: Messages, websocket: WebSocket) -> None:
        self._service = service
        self._sessions = sessions
        self._messages = messages
        self._websocket = websocket
        self._session: Session | None = None
        self._is_open = True
        self._last = service.clock.now()

    async def run(self) -> None:
        """Answer messages until the client leaves, is idle for too long, or is cut off."""
        idle = asyncio.create_task(self._close_when_idle())
        try:
            while self._is_open:
                content = await self._receive()
                if content is not None:
                    self._last = self._service.clock.now()
                    await self._hear(content)
        except WebSocketDisconnect:
            pass
        finally:
            self._is_open = False
            idle.cancel()

    def leave(self) -> None:
        """What is not delivered waits for the client to come back."""
        self._is_open = False
        self._leave_session()

    async def send(self, envelope: Envelope) -> bool:
        """Whether the connection took the answer."""
        if not self._is_open:
            return False
        text = b"".join(envelope.parts()).decode("ascii")
        try:
            await self._websocket.send_text(text)
        except (WebSocketDisconnect, WebSocketDisconnected):
            return False
        self._last = self._service.clock.now()
        envelope.sent()
        return True

    async def _receive(self) -> bytes | None:
        """The next message. Raises WebSocketDisconnect."""
        message = await self._websocket.receive()
        if message["type"] == "websocket.disconnect":
            raise WebSocketDisconnect
        text = message.get("text")
        return text.encode("utf-8", "surrogatepass") if text is not None else message.get("bytes")

    async def _close_when_idle(self) -> None:
        clock = self._service.clock
        while clock.now() < self._last + IDLE:
            await clock.sleep_until(self._last + IDLE)
            if self._session is not None:
                # Who waits for a long video is not idle, however far a test moves the clock at once.
                await self._session.quiet()
        self._is_open = False
        await self._websocket.close(_GOING_AWAY)

    async def _hear(self, content: bytes) -> None:
        try:
            tasks = elements(content)
        except Unreadable as error:
            await self.send(Envelope(errors=[error.refusal]))
            return
        first = tasks[0]
        if isinstance(first, dict) and first.get("taskType") == "authentication":
            await self._authenticate(first)
            tasks = tasks[1:]
        if tasks and self._session is None:
            await self.send(Envelope(errors=[UNKNOWN_KEY]))
        elif tasks and self._session is not None:
            await self._session.do(self._messages.answer(self._session, tasks, self._cut))

    async def _authenticate(self, element: dict[str, object]) -> None:
        fault = self._service.fault(element, "websocket")
        if isinstance(fault, Cut):
            self._cut()
            return
        if isinstance(fault, Slow):
            await self._service.clock.sleep(fault.seconds)
        if isinstance(fault, Fail) or not self._service.accepts(element.get("apiKey")):
            await self.send(Envelope(errors=[failed(fault) if isinstance(fault, Fail) else UNKNOWN_KEY]))
            return
        # Who authenticates again and again would leave a session behind each time.
        self._leave_session()
        self._session = self._sessions.open(element.get("connectionSessionUUID"))
        if fault != LostAck():
            answer: dict[str, object] = {"taskType": "authentication", "connectionSessionUUID": self._session.uuid}
            await self.send(Envelope([Plain(answer)]))
        await self._session.connect(self)

    def _leave_session(self) -> None:
        if self._session is not None and self._session.disconnect(self):
            self._sessions.left(self._session)

    def _cut(self) -> None:
        self._is_open = False
        cut(self._websocket)

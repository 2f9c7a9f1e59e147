"""The exchange over one WebSocket, which is opened when needed and resumed after a drop."""

from __future__ import annotations

import asyncio
import logging
from contextlib import suppress
from threading import Lock, Thread

from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed, InvalidStatus, WebSocketException

from ._answers import objects
from ._connecting import unconnected
from ._effects import Answered, NotSent, Outcome, Send, Unknown
from ._frames import Exchange, Frames
from ._http import envelope_of, retry_after_seconds
from ._limits import Timeouts
from ._protocol import Secret, socket_url

PING = '[{"taskType":"ping","ping":true}]'
PING_INTERVAL = 30.0
"""Seconds between pings: the service closes a connection on which it hears nothing for 120."""
SILENCE = 30.0
"""Seconds without a word on what was sent, after which its fate is unknown; results that come later are kept."""
CLOSING = 2.0
"""Seconds that a connection is given to close politely."""
DROPPED = Unknown("the connection was lost")


class _Connect(connect):
    """A connection to the address it was meant for: the key goes to no other."""

    def process_redirect(self, exc: Exception) -> Exception:
        return exc


class AsyncSocketTransport:
    """Exchanges over one connection, by any number of tasks of one event loop.

    What was under way when the connection dropped is never sent again here: its fate is unknown,
    and the engine asks for it over the next connection.
    """

    def __init__(self, url: str, key: Secret, timeouts: Timeouts, largest: int) -> None:
        self._url = socket_url(url)
        self._key = key
        self._timeouts = timeouts
        self._largest = largest
        self._lock = asyncio.Lock()
        self._socket: ClientConnection | None = None
        self._reader: asyncio.Task[None] | None = None
        self._session: str | None = None
        self._frames = Frames()
        self._waiting: dict[Exchange, asyncio.Future[bool]] = {}

    async def exchange(self, send: Send) -> Outcome:
        outcome: Outcome = NotSent("no connection in time")
        try:
            async with asyncio.timeout(max(min(send.timeout, self._timeouts.read, SILENCE), 0.001)):
                found = await self._connected()
                if isinstance(found, (Answered, NotSent, Unknown)):
                    return found
                outcome = Unknown("no answer in time")
                return await self._converse(found, send)
        except TimeoutError:
            return outcome

    async def aclose(self) -> None:
        """Close the connection."""
        socket, self._socket = self._socket, None
        if socket is not None:
            await socket.close()
        if self._reader is not None:
            await asyncio.wait([self._reader])

    async def _connected(self) -> ClientConnection | Outcome:
        async with self._lock:
            if self._socket is not None:
                return self._socket
            socket: ClientConnection | None = None
            try:
                async with asyncio.timeout(self._timeouts.connect):
                    socket = await self._opened()
                    return await self._greeted(socket)
            except (OSError, WebSocketException) as error:
                if socket is None and isinstance(error, OSError):
                    return unconnected(error, self._url)
                return _unopened(error)

    async def _opened(self) -> ClientConnection:
        return await _Connect(
            self._url,
            open_timeout=None,
            close_timeout=CLOSING,
            max_size=self._largest,
            # What the library logs holds whole frames: the key, prompts and media.
            logger=logging.Logger("runware_openai.frames", logging.CRITICAL + 1),
        )

    async def _greeted(self, socket: ClientConnection) -> ClientConnection | Outcome:
        try:
            await socket.send(self._key.element(self._session))
            refusal = await self._authenticated(socket)
        except BaseException:
            socket.transport.abort()
            raise
        if refusal is not None:
            await socket.close()
            return refusal
        self._socket = socket
        self._reader = asyncio.create_task(self._read(socket))
        return socket

    async def _authenticated(self, socket: ClientConnection) -> Outcome | None:
        """Read until the service accepts the key; what it says instead is returned."""
        while True:
            message = await socket.recv(decode=False)
            frame = envelope_of(self._key.out_of(message))
            if frame is None:
                return NotSent("the answer to the authentication is not a JSON object")
            if objects(frame.get("errors")) or objects(frame.get("error")):
                lost, self._session = self._session, None
                return NotSent("the lost connection is not resumed") if lost else Answered(401, frame)
            self._settle(frame, len(message))
            for item in objects(frame.get("data")):
                if item.get("taskType") == "authentication":
                    session = item.get("connectionSessionUUID")
                    self._session = session if isinstance(session, str) else None
                    return None

    async def _converse(self, socket: ClientConnection, send: Send) -> Outcome:
        exchange = self._frames.opened(send.tasks)
        answered = self._waiting[exchange] = asyncio.get_running_loop().create_future()
        try:
            await socket.send(f"[{','.join(send.elements)}]")
            is_whole = await answered
        except ConnectionClosed:
            # Not left to the reader, which may not have had its turn: the next exchange opens another.
            if self._socket is socket:
                self._socket = None
            is_whole = False
        finally:
            del self._waiting[exchange]
            envelope = self._frames.closed(exchange)
        return Answered(200, envelope) if is_whole else DROPPED

    async def _read(self, socket: ClientConnection) -> None:
        """Distribute frames until the connection ends, whoever ends it."""
        pinging = asyncio.create_task(_ping(socket))
        try:
            async for message in socket:
                frame = envelope_of(self._key.out_of(message.encode() if isinstance(message, str) else message))
                if frame is None:
                    break
                self._settle(frame, len(message))
        except ConnectionClosed:
            pass
        finally:
            pinging.cancel()
            if self._socket is socket:
                self._socket = None
            for future in self._waiting.values():
                if not future.done():
                    future.set_result(False)
            socket.transport.abort()

    def _settle(self, frame: dict[str, object], size: int) -> None:
        for exchange in self._frames.take(frame, size):
            future = self._waiting.get(exchange)
            if future is not None and not future.done():
                future.set_result(True)


async def _ping(socket: ClientConnection) -> None:
    """Ping until the connection ends, also while no exchange is under way."""
    with suppress(ConnectionClosed):
        while True:
            await asyncio.sleep(PING_INTERVAL)
            await socket.send(PING)


def _unopened(error: Exception) -> Outcome:
    """Why there is no connection; without one, certainly no task was sent."""
    # What answers with less, such as a page, is no service that could have a task.
    if isinstance(error, InvalidStatus) and 300 <= error.response.status_code < 500:
        return Answered(error.response.status_code, {}, retry_after_seconds(error.response.headers.get("Retry-After")))
    return NotSent(type(error).__name__)


class SocketTransport:
    """The same for any number of threads: the connection lives in an event loop of its own."""

    def __init__(self, url: str, key: Secret, timeouts: Timeouts, largest: int) -> None:
        self._transport = AsyncSocketTransport(url, key, timeouts, largest)
        self._lock = Lock()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._thread: Thread | None = None

    def exchange(self, send: Send) -> Outcome:
        future = asyncio.run_coroutine_threadsafe(self._transport.exchange(send), self._running())
        try:
            return future.result(max(send.timeout, 0.0) + CLOSING)
        except TimeoutError:
            return Unknown("no answer in time")
        finally:
            future.cancel()

    def close(self) -> None:
        """Close the connection and end its thread."""
        with self._lock:
            loop, thread, self._loop = self._loop, self._thread, None
        if loop is not None and thread is not None:
            asyncio.run_coroutine_threadsafe(self._transport.aclose(), loop).result(2 * CLOSING)
            loop.call_soon_threadsafe(loop.stop)
            thread.join()
            loop.close()

    def _running(self) -> asyncio.AbstractEventLoop:
        with self._lock:
            if self._loop is None:
                self._loop = asyncio.new_event_loop()
                self._thread = Thread(target=self._loop.run_forever, name="runware-websocket", daemon=True)
                self._thread.start()
            return self._loop

"""Connections of uvicorn that the sandbox can close without an answer, and that do not wait for slow clients forever."""

from __future__ import annotations

import asyncio
import logging
from typing import Any, Final, Protocol, cast

import h11
from starlette.requests import HTTPConnection
from uvicorn.config import Config
from uvicorn.protocols.http.h11_impl import H11Protocol
from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol
from uvicorn.server import ServerState

__all__ = ["HttpConnection", "SocketConnection", "cut", "PATIENCE"]

PATIENCE: Final = 30.0
"""Seconds in which a request must have arrived, from its first byte to its last."""

_KEY: Final = "connection"

_LOGGER: Final = logging.getLogger("airsmith.sandbox.connections")
"""In place of uvicorn's, for each connection: those log queries, and frames with all that is in them."""

_LOGGER.setLevel(logging.WARNING)
# What a client sends is no fault of the sandbox, and uvicorn tells of this one with a traceback.
_LOGGER.addFilter(lambda record: record.msg != "Invalid UTF-8 sequence received from client.")


class _Cuttable(Protocol):
    def cut(self) -> None: ...


def cut(connection: HTTPConnection[Any]) -> None:
    """Close the TCP connection of a request at once; what was not sent is lost."""
    cast(_Cuttable, connection.scope["state"][_KEY]).cut()


class HttpConnection(H11Protocol):
    """Each request finds its connection in the state of its scope."""

    def __init__(
        self,
        config: Config,
        server_state: ServerState,
        app_state: dict[str, Any],
        _loop: asyncio.AbstractEventLoop | None = None,
    ) -> None:
        super().__init__(config, server_state, {**app_state, _KEY: self}, _loop)
        # Addresses may hold keys in their queries.
        self.logger, self.access_log = _LOGGER, False
        self._deadline: asyncio.TimerHandle | None = None
        self._is_websocket = False

    # uvicorn's own declaration, which is narrower than asyncio's: for TCP it is never another transport.
    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        self._expect_a_request()

    def data_received(self, data: bytes) -> None:
        super().data_received(data)
        if self._is_websocket:
            return
        # uvicorn limits the time between requests, but not that within one: a client that sends a byte a minute
        # would hold its connection for ever.
        if self.conn.their_state in (h11.IDLE, h11.SEND_BODY):
            self._expect_a_request()
        else:
            self._drop_deadline()

    def handle_websocket_upgrade(self, event: h11.Request) -> None:
        self._is_websocket = True
        self._drop_deadline()
        super().handle_websocket_upgrade(event)

    def connection_lost(self, exc: Exception | None) -> None:
        self._drop_deadline()
        super().connection_lost(exc)

    def cut(self) -> None:
        # uvicorn would take a request without an answer for a fault of the application, and answer it.
        self.cycle.disconnected = True
        self.transport.abort()

    def _expect_a_request(self) -> None:
        if self._deadline is None:
            self._deadline = self.loop.call_later(PATIENCE, self.transport.abort)

    def _drop_deadline(self) -> None:
        if self._deadline is not None:
            self._deadline.cancel()
            self._deadline = None


class SocketConnection(WebSocketsSansIOProtocol):
    """Each WebSocket finds its connection in the state of its scope."""

    def __init__(
        self,
        config: Config,
        server_state: ServerState,
        app_state: dict[str, Any],
        _loop: asyncio.AbstractEventLoop | None = None,
    ) -> None:
        super().__init__(config, server_state, {**app_state, _KEY: self}, _loop)
        self.logger = self.conn.logger = _LOGGER
        self.conn.debug = False

    def cut(self) -> None:
        self.transport.abort()

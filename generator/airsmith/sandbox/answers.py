"""Envelopes as HTTP answers."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Final

from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from .connections import cut
from .protocol import Envelope

__all__ = ["BrokenAnswer", "CutAnswer", "EnvelopeAnswer"]

_JOINED: Final = 100
"""Entries up to which an answer is put together before it is sent; longer ones are sent as they are rendered."""

_PIECE: Final = 256 * 1024


class EnvelopeAnswer(Response):
    """An envelope as JSON. It is rendered when it is sent, so that thousands of pictures are not held as text."""

    media_type = "application/json"

    def __init__(self, envelope: Envelope) -> None:
        wait = envelope.retry_after if envelope.status != 200 else None
        super().__init__(
            status_code=envelope.status, headers=None if wait is None else {"Retry-After": str(math.ceil(wait))}
        )
        del self.headers["content-length"]
        self._envelope = envelope

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        headers, pieces = self.raw_headers, _pieces(self._envelope.parts())
        if len(self._envelope.data) + len(self._envelope.errors) <= _JOINED:
            whole = b"".join(pieces)
            headers, pieces = [*headers, (b"content-length", str(len(whole)).encode())], iter((whole,))
        await send({"type": "http.response.start", "status": self.status_code, "headers": headers})
        for piece in pieces:
            await send({"type": "http.response.body", "body": piece, "more_body": True})
        await send({"type": "http.response.body", "body": b""})
        self._envelope.sent()


def _pieces(parts: Iterator[bytes]) -> Iterator[bytes]:
    """Parts put together to what is worth a write."""
    held = bytearray()
    for part in parts:
        held += part
        if len(held) >= _PIECE:
            yield bytes(held)
            held.clear()
    yield bytes(held)


class CutAnswer(Response):
    """No answer: the connection is closed."""

    def __init__(self, request: Request) -> None:
        super().__init__()
        self._request = request

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        cut(self._request)


class BrokenAnswer(Response):
    """What a gateway says whose server broke; no envelope."""

    media_type = "text/html"

    def __init__(self, status: int) -> None:
        super().__init__(f"<html><body><h1>{status}</h1>The server behind this gateway failed.</body></html>\n", status)

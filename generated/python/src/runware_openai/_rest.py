"""The exchange by HTTP POST, for synchronous and asynchronous clients."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Iterator, Mapping
from contextlib import AbstractAsyncContextManager, AbstractContextManager
from threading import Semaphore
from typing import Any, Protocol

from ._effects import NotSent, Outcome, Send, Unknown
from ._guard import within
from ._http import Body, failed, outcome_of
from ._limits import Timeouts
from ._protocol import Secret, headers

NO_ANSWER: Outcome = Unknown("no answer in time")
NO_CONNECTION: Outcome = NotSent("no free connection in time")


class _Head(Protocol):
    @property
    def status_code(self) -> int: ...
    @property
    def headers(self) -> Mapping[str, str]: ...


class HTTPResponse(_Head, Protocol):
    """What is asked of an answer."""

    def iter_raw(self) -> Iterator[bytes]: ...
    def iter_bytes(self) -> Iterator[bytes]: ...


class AsyncHTTPResponse(_Head, Protocol):
    """What is asked of an answer."""

    def aiter_raw(self) -> AsyncIterator[bytes]: ...
    def aiter_bytes(self) -> AsyncIterator[bytes]: ...


class HTTPClient(Protocol):
    """What is asked of ``http_client``: httpx's ``Client`` or anything that streams like it."""

    def stream(
        self,
        method: str,
        url: str,
        /,
        *,
        content: bytes,
        headers: Mapping[str, str],
        timeout: tuple[float, float, float, float],
        follow_redirects: bool,
    ) -> AbstractContextManager[HTTPResponse]: ...


class AsyncHTTPClient(Protocol):
    """What is asked of ``http_client``: httpx's ``AsyncClient`` or anything that streams like it."""

    def stream(
        self,
        method: str,
        url: str,
        /,
        *,
        content: bytes,
        headers: Mapping[str, str],
        timeout: tuple[float, float, float, float],
        follow_redirects: bool,
    ) -> AbstractAsyncContextManager[AsyncHTTPResponse]: ...


class _Rest:
    """What both ways share: where to, with which key, within which limits."""

    def __init__(self, url: str, key: Secret, timeouts: Timeouts, largest: int) -> None:
        self._url = url
        self._key = key
        self._timeouts = timeouts
        self._largest = largest

    def _options(self, send: Send, limit: float) -> dict[str, Any]:
        connect = min(self._timeouts.connect, limit)
        return {
            "content": f"[{','.join(send.elements)}]".encode(),
            "headers": headers(self._key),
            # To connect, read, write, and to wait for a free connection.
            "timeout": (connect, limit, limit, limit),
            # With the key in a header, a task is sent to the address it was meant for and to no other.
            "follow_redirects": False,
        }

    def _limit(self, send: Send, waited: float) -> float:
        return max(min(send.timeout - waited, self._timeouts.read), 0.001)

    def _body(self, response: _Head, is_decoded: bool) -> Body:
        return Body(None if is_decoded else response.headers.get("content-encoding"), self._largest)

    def _outcome(self, response: _Head, body: Body) -> Outcome:
        return outcome_of(response.status_code, body.content(), response.headers.get("retry-after"), self._key)


def _at_least_one(connections: int) -> int:
    if connections < 1:
        raise ValueError("max_connections must be at least 1")
    return connections


class RestTransport(_Rest):
    """Exchanges within a time limit, by any number of threads, so many of them at a time."""

    def __init__(
        self, http: HTTPClient, url: str, key: Secret, timeouts: Timeouts, largest: int, connections: int
    ) -> None:
        super().__init__(url, key, timeouts, largest)
        self._http = http
        self._gate = Semaphore(_at_least_one(connections))

    def exchange(self, send: Send) -> Outcome:
        began = time.monotonic()
        if not self._gate.acquire(timeout=max(send.timeout, 0.0)):
            return NO_CONNECTION
        try:
            limit = self._limit(send, time.monotonic() - began)
            # A client's own timeouts start anew with each byte that trickles in.
            return within(limit, lambda: self._post(send, limit), NO_ANSWER)
        finally:
            self._gate.release()

    def _post(self, send: Send, limit: float) -> Outcome:
        until = time.monotonic() + limit
        try:
            with self._http.stream("POST", self._url, **self._options(send, limit)) as response:
                is_decoded = bool(getattr(response, "is_stream_consumed", False))
                body = self._body(response, is_decoded)
                for chunk in response.iter_bytes() if is_decoded else response.iter_raw():
                    if time.monotonic() > until:
                        # Nobody waits any longer: let go of the thread and the connection.
                        return NO_ANSWER
                    body.add(chunk)
                return self._outcome(response, body)
        except Exception as error:
            outcome = failed(error, self._url)
            if outcome is None:
                raise
        return outcome

    def close(self) -> None:
        """Nothing of its own is open."""


class AsyncRestTransport(_Rest):
    """Exchanges within a time limit, by any number of tasks of one event loop, so many of them at a time."""

    def __init__(
        self, http: AsyncHTTPClient, url: str, key: Secret, timeouts: Timeouts, largest: int, connections: int
    ) -> None:
        super().__init__(url, key, timeouts, largest)
        self._http = http
        self._gate = asyncio.Semaphore(_at_least_one(connections))

    async def exchange(self, send: Send) -> Outcome:
        began = time.monotonic()
        outcome: Outcome = NO_CONNECTION
        try:
            async with asyncio.timeout(max(send.timeout, 0.0)), self._gate:
                outcome = NO_ANSWER
                limit = self._limit(send, time.monotonic() - began)
                async with asyncio.timeout(limit):
                    return await self._post(send, limit)
        except TimeoutError:
            return outcome

    async def _post(self, send: Send, limit: float) -> Outcome:
        try:
            async with self._http.stream("POST", self._url, **self._options(send, limit)) as response:
                is_decoded = bool(getattr(response, "is_stream_consumed", False))
                body = self._body(response, is_decoded)
                async for chunk in response.aiter_bytes() if is_decoded else response.aiter_raw():
                    body.add(chunk)
                return self._outcome(response, body)
        except Exception as error:
            outcome = failed(error, self._url)
            if outcome is None:
                raise
        return outcome

    async def aclose(self) -> None:
        """Nothing of its own is open."""

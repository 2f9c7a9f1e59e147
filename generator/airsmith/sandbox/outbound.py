"""Requests that the sandbox makes itself: webhooks, uploads of results, input files. To this machine, unless told.

httpcore does the HTTP: it connects where its network backend says, and that is the one place where
an address is checked. A name is looked up once, every address it has must be allowed, and the
connection goes to a checked address: a name that answers differently the second time gains nothing.
httpcore follows no redirects, reads no proxy settings and decodes no compressed bodies.
"""

from __future__ import annotations

import asyncio
import ipaddress
import json
import re
import socket
from collections.abc import AsyncIterator, Collection, Iterable
from contextlib import asynccontextmanager
from typing import Final, cast
from urllib.parse import urlsplit

import httpcore

from .clock import Clock

__all__ = ["Forbidden", "Outbound", "OutboundError", "TooLarge", "Unreachable"]

_VISIBLE: Final = re.compile(r"[!-~]+")
"""No blanks, no control characters, nothing beyond ASCII: a URL as it stands on the wire."""

_WAITS: Final = (1.0, 2.0, 4.0, 8.0)
"""Seconds on the clock between the attempts to deliver to a webhook."""


class OutboundError(Exception):
    """A request was not made or did not succeed. The message never holds the URL."""


class Forbidden(OutboundError):
    """The URL is not one that may be asked: not http, or neither on this machine nor on an allowed host."""


class Unreachable(OutboundError):
    """There was no answer, or none that says success."""


class TooLarge(OutboundError):
    """The body has more bytes than the caller wants."""


class Outbound:
    """Makes requests, to this machine and to the hosts that are allowed by name. It belongs to one event loop.

    Args:
        clock: Passes the time between attempts.
        allow_hosts: Names or addresses, without a port.
        patience: Seconds for one request, from the look-up of the name to the last byte.
    """

    def __init__(self, clock: Clock, allow_hosts: Collection[str] = (), patience: float = 30.0) -> None:
        self._clock = clock
        self._patience = patience
        self._pool = httpcore.AsyncConnectionPool(
            max_connections=20, network_backend=_CheckedBackend(allow_hosts), keepalive_expiry=5.0
        )

    async def post_webhook(self, url: str, envelope: object) -> None:
        """POST an envelope as JSON, up to five times, until the answer is 2xx.

        Raises:
            Forbidden: The URL may not be asked; nothing was sent.
            Unreachable: Every attempt failed.
        """
        content = json.dumps(envelope, separators=(",", ":")).encode()
        for seconds in _WAITS:
            try:
                return await self._send("POST", url, content, "application/json")
            except Unreachable:
                await self._clock.sleep(seconds)
        await self._send("POST", url, content, "application/json")

    async def put(self, url: str, content: bytes, mime: str) -> None:
        """PUT bytes as they are, once.

        Raises:
            Forbidden: The URL may not be asked.
            Unreachable: The answer is not 2xx, or there is none.
        """
        await self._send("PUT", url, content, mime)

    async def fetch(self, url: str, limit: int) -> bytes:
        """GET at most ``limit`` bytes.

        Raises:
            Forbidden: The URL may not be asked.
            Unreachable: The answer is not 2xx, or there is none.
            TooLarge: There are more bytes.
        """
        async with self._exchange("GET", url, {"Accept-Encoding": "identity"}, None) as response:
            body = bytearray()
            async for chunk in response.aiter_stream():
                body += chunk
                if len(body) > limit:
                    raise TooLarge(f"the file has more than {limit} bytes")
            return bytes(body)

    async def close(self) -> None:
        """Close the connections."""
        await self._pool.aclose()

    async def _send(self, method: str, url: str, content: bytes, mime: str) -> None:
        async with self._exchange(method, url, {"Content-Type": mime}, content):
            pass

    @asynccontextmanager
    async def _exchange(
        self, method: str, url: str, headers: dict[bytes | str, bytes | str], content: bytes | None
    ) -> AsyncIterator[httpcore.Response]:
        """A request whose answer is 2xx, its body unread."""
        _refuse_other_urls(url)
        headers["User-Agent"] = "airsmith-sandbox"
        try:
            async with (
                asyncio.timeout(self._patience),
                self._pool.stream(method, url, headers=headers, content=content) as response,
            ):
                if not 200 <= response.status < 300:
                    raise Unreachable(f"the answer has status {response.status}")
                yield response
        except TimeoutError:
            raise Unreachable(f"there was no complete answer within {self._patience:g} seconds") from None
        except (httpcore.NetworkError, httpcore.ProtocolError, httpcore.TimeoutException, OSError):
            raise Unreachable("the connection failed, or broke off") from None


def _refuse_other_urls(url: str) -> None:
    try:
        parts = urlsplit(url)
        # Reading the port checks it.
        fits = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        fits = False
    if not fits or not _VISIBLE.fullmatch(url):
        raise Forbidden("this is not an http or https URL")


class _CheckedBackend(httpcore.AsyncNetworkBackend):
    """Connects to allowed addresses only."""

    def __init__(self, allow_hosts: Collection[str]) -> None:
        self._allowed = {host.lower().rstrip(".") for host in allow_hosts}
        # The cast is for checkers that see the class which stands in where anyio is missing.
        self._backend = cast(httpcore.AsyncNetworkBackend, httpcore.AnyIOBackend())

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.AsyncNetworkStream:
        addresses = await self._addresses(host, port)
        for address in addresses[:-1]:
            try:
                return await self._backend.connect_tcp(address, port, timeout, local_address, socket_options)
            except httpcore.ConnectError:
                continue
        return await self._backend.connect_tcp(addresses[-1], port, timeout, local_address, socket_options)

    async def _addresses(self, host: str, port: int) -> list[str]:
        """Every address of the host, all of them checked."""
        try:
            found = await asyncio.get_running_loop().getaddrinfo(host, port, type=socket.SOCK_STREAM)
        except (OSError, UnicodeError):
            raise Unreachable("the name of the host is not known") from None
        addresses = [str(address[0]) for *_, address in found]
        is_allowed = host.lower().rstrip(".") in self._allowed
        if not is_allowed and not all(ipaddress.ip_address(address).is_loopback for address in addresses):
            raise Forbidden("the host is not this machine, and it is not one that was allowed")
        return addresses

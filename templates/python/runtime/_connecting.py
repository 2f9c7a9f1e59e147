"""Why no connection came about, and where to, in words that hold nothing of the request."""

from __future__ import annotations

import os
import re
import socket
import ssl
from collections.abc import Iterator
from typing import cast
from urllib.parse import urlsplit

from ._effects import NotSent

_ERRNO = re.compile(r"\[Errno (\d+)\]")
_PORTS = {"http": 80, "ws": 80, "https": 443, "wss": 443}


def unconnected(error: BaseException, url: str = "") -> NotSent:
    """No connection to ``url`` came about; what was reset while it was made may be there at the next attempt."""
    causes = tuple(_causes(error))
    words = [_words(one) for one in causes]
    why = next((one for one in words if one), type(error).__name__)
    where = f"cannot connect to {place(url)}: " if url else ""
    return NotSent(where + why, is_unreachable=not any(isinstance(one, ConnectionResetError) for one in causes))


def place(url: str) -> str:
    """Host and port of an address, and nothing else of it."""
    parts = urlsplit(url)
    host = parts.hostname or ""
    return f"{f'[{host}]' if ':' in host else host}:{parts.port or _PORTS.get(parts.scheme, 0)}"


def _causes(error: BaseException | None) -> Iterator[BaseException]:
    """The error, what caused it or was handled when it was raised, and so on; of several addresses that were tried, the failure at each."""
    while error is not None:
        yield error
        if isinstance(error, BaseExceptionGroup):
            for one in cast("BaseExceptionGroup[BaseException]", error).exceptions:
                yield from _causes(one)
        error = error.__cause__ or error.__context__


def _words(error: BaseException) -> str:
    """Never the error's own words, but for those of TLS: they may hold anything."""
    match error:
        case socket.gaierror():
            return "the name is not found"
        case ssl.SSLCertVerificationError():
            return f"its certificate is not accepted: {error.verify_message}"
        case ssl.SSLError():
            return f"it does not speak TLS as expected ({error.reason})"
        case TimeoutError():
            return "no connection in time"
        case OSError():
            # Where several addresses were tried, asyncio tells their errors in one text.
            found = _ERRNO.search(str(error))
            number = error.errno or (int(found[1]) if found else 0)
            return os.strerror(number).lower() if number else ""
        case _:
            return ""

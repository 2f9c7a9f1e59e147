"""What an HTTP exchange came to: bodies within bounds, and failures by whether anything was sent."""

from __future__ import annotations

import json
import math
import zlib
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Protocol, cast

from ._answers import seconds
from ._connecting import unconnected
from ._effects import Answered, NotSent, Outcome, Unknown
from ._protocol import Secret

MOST_VALUES = 500_000
"""JSON values in one answer; commas in texts count, too. The largest batch has far fewer, and an answer of nothing
but brackets would take many times its size in memory, and more time to look through than any deadline leaves."""

LIBRARIES = ("httpx", "httpx2", "httpcore", "httpcore2", "anyio")
_UNCONNECTED = ("ConnectError", "ConnectTimeout", "ConnectionRefusedError", "gaierror")


class TooLarge(Exception):
    """A body is larger than is read."""


class Unreadable(Exception):
    """A body is not what its headers say."""


class Body:
    """A body as it arrives, decompressed here: what is counted is what would fill the memory."""

    def __init__(self, encoding: str | None, largest: int) -> None:
        self._largest = largest
        self._content = bytearray()
        self._decoder = _decoder((encoding or "identity").strip().lower())

    def add(self, chunk: bytes) -> None:
        """Take the next bytes of the wire. Raises TooLarge or Unreadable."""
        room = self._largest - len(self._content) + 1
        if self._decoder is None:
            self._content += chunk[:room]
        else:
            try:
                self._content += self._decoder.decompress(chunk, room)
            except zlib.error:
                raise Unreadable("the answer is not compressed as it says") from None
            if self._decoder.unused_data:
                # The decoder would keep all of it.
                raise Unreadable("the answer goes on after its compressed end")
        if len(self._content) > self._largest:
            raise TooLarge(f"the answer is larger than {self._largest} bytes")

    def content(self) -> bytes:
        return bytes(self._content)


class _Decoder(Protocol):
    @property
    def unused_data(self) -> bytes: ...
    def decompress(self, data: bytes, max_length: int, /) -> bytes: ...


def _decoder(encoding: str) -> _Decoder | None:
    if encoding in ("gzip", "x-gzip"):
        return zlib.decompressobj(zlib.MAX_WBITS | 16)
    if encoding == "deflate":
        return zlib.decompressobj()
    if encoding == "identity":
        return None
    raise Unreadable("the answer comes in an encoding that was not asked for")


def envelope_of(content: bytes) -> dict[str, object] | None:
    """The JSON object of an answer, or None for anything else, one of far too many values included."""
    if sum(map(content.count, (b",", b"[", b"{"))) > MOST_VALUES:
        return None
    try:
        value: object = json.loads(content)
    except (ValueError, RecursionError):
        return None
    return cast("dict[str, object]", value) if isinstance(value, dict) else None


def outcome_of(status: int, content: bytes, retry_after: str | None, key: Secret) -> Outcome:
    """What an answer tells the engine."""
    envelope = envelope_of(key.out_of(content))
    wait = retry_after_seconds(retry_after)
    if envelope is not None:
        return Answered(status, envelope, wait)
    if 300 <= status < 500:
        # The status alone says that the request was turned down.
        return Answered(status, {}, wait)
    return Unknown(f"HTTP status {status}, and the answer is not a JSON object")


def retry_after_seconds(value: str | None) -> float | None:
    """The header's seconds, or the seconds until its date; None for what is neither."""
    text = (value or "").strip()
    if text.isascii() and text.replace(".", "", 1).isdigit():
        return seconds(float(text))
    try:
        until = parsedate_to_datetime(text)
    except (ValueError, TypeError, OverflowError):
        return None
    if until.tzinfo is None:
        until = until.replace(tzinfo=UTC)
    left = (until - datetime.now(UTC)).total_seconds()
    return seconds(max(math.ceil(left), 0))


def failed(error: Exception, url: str = "") -> NotSent | Unknown | None:
    """Why no answer came, by the type of an HTTP client's exception; None for what is no failure of transport.

    The exception itself goes no further: it carries the request, and with it the key. Of ``url`` host
    and port are told where no connection to it came about.
    """
    kinds = [kind.__name__ for kind in type(error).__mro__]
    if isinstance(error, (TooLarge, Unreadable)):
        return Unknown(str(error))
    if not isinstance(error, OSError) and type(error).__module__.partition(".")[0] not in LIBRARIES:
        return None
    if any(kind in kinds for kind in _UNCONNECTED):
        return unconnected(error, url)
    reason = type(error).__name__
    return NotSent(reason) if "PoolTimeout" in kinds else Unknown(reason)

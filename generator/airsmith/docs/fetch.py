"""Pages from the network."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Final, TypeAlias

from .page import LARGEST, Page, UnreadablePage

TIMEOUT: Final = 30.0
"""Seconds to connect, and between two pieces of the answer."""

DEADLINE: Final = 120.0
"""Seconds for the whole answer: a server that sends a byte now and then is not waited for."""

Progress: TypeAlias = Callable[[int, int | None], None]
"""Told the bytes read so far, and all of them where the server says how many."""


def fetch(url: str, progress: Progress) -> Page:
    """Fetch a page, following redirects. Raises UnreadablePage for whatever goes wrong on the way."""
    try:
        import httpx
    except ImportError:
        raise UnreadablePage("fetching a page needs httpx: pip install 'airsmith[docs]'") from None
    deadline = time.monotonic() + DEADLINE
    try:
        with httpx.stream(
            "GET", url, timeout=TIMEOUT, follow_redirects=True, headers={"Accept": "text/markdown, */*"}
        ) as answer:
            if answer.status_code != httpx.codes.OK:
                raise UnreadablePage(f"{url} answers {answer.status_code} {answer.reason_phrase}")
            length = answer.headers.get("content-length", "")
            whole = int(length) if length.isdigit() else None
            content = bytearray()
            for piece in answer.iter_bytes():
                content += piece
                if len(content) > LARGEST:
                    raise UnreadablePage(f"{url} sends more than {LARGEST} bytes, which is no docs page")
                if time.monotonic() > deadline:
                    raise UnreadablePage(f"{url} has sent {len(content)} bytes in {DEADLINE:g} seconds, and not all")
                progress(len(content), whole)
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        raise UnreadablePage(f"{url} cannot be fetched: {str(error) or type(error).__name__}") from None
    return Page.of(url, bytes(content))

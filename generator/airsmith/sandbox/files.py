"""What was made or uploaded: bytes in memory by UUID, and the address that serves them."""

from __future__ import annotations

import re
from collections import Counter, OrderedDict
from dataclasses import dataclass
from typing import Final

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from .clock import Clock

__all__ = ["Files"]

MOST_FILES: Final = 100_000
"""However small they are."""

_RANGE: Final = re.compile(r"bytes=([0-9]{1,18})?-([0-9]{1,18})?")


@dataclass(frozen=True)
class _File:
    content: bytes
    mime: str
    path: str
    expires_at: float | None


class Files:
    """Keeps files up to a number of bytes; when there are more, those stored first go.

    Equal contents are kept once and count once: a thousand tasks may well have the same picture.
    """

    def __init__(self, clock: Clock, keep: int = 512_000_000) -> None:
        self._clock = clock
        self._keep = keep
        self._held = 0
        self._files: OrderedDict[str, _File] = OrderedDict()
        self._contents: dict[bytes, bytes] = {}
        self._uses: Counter[bytes] = Counter()

    @property
    def route(self) -> Route:
        """Serves GET and HEAD of every path that `put` returns."""
        return Route("/media/{name}", self._serve, methods=["GET", "HEAD"])

    def put(self, content: bytes, mime: str, uuid: str, extension: str, expires_at: float | None = None) -> str:
        """Keep a file and return the path of its address.

        Args:
            content: The bytes.
            mime: Their media type.
            uuid: Names the file; a second file of that name takes the place of the first.
            extension: Without a dot, in any case.
            expires_at: When, on the clock, its address ceases to exist. `content` gives the bytes all the same.
        """
        uuid = uuid.lower()
        path = f"/media/{uuid}.{extension.lower()}"
        self._drop(uuid)
        self._files[uuid] = _File(self._hold(content), mime, path, expires_at)
        while self._held > self._keep or len(self._files) > MOST_FILES:
            self._drop(next(iter(self._files)))
        return path

    def content(self, uuid: str) -> bytes | None:
        """The bytes under a UUID, in either case; None when there are none, or no longer."""
        file = self._files.get(uuid.lower())
        return None if file is None else file.content

    def clear(self) -> None:
        """Forget every file."""
        self._files.clear()
        self._contents.clear()
        self._uses.clear()
        self._held = 0

    def _hold(self, content: bytes) -> bytes:
        """The one copy of these bytes."""
        if content not in self._contents:
            self._contents[content] = content
            self._held += len(content)
        self._uses[content] += 1
        return self._contents[content]

    def _drop(self, uuid: str) -> None:
        file = self._files.pop(uuid, None)
        if file is None:
            return
        self._uses[file.content] -= 1
        if not self._uses[file.content]:
            del self._uses[file.content], self._contents[file.content]
            self._held -= len(file.content)

    async def _serve(self, request: Request) -> Response:
        file = self._files.get(request.path_params["name"].partition(".")[0])
        if file is None or file.path != request.url.path or self._has_expired(file):
            return Response("There is no such file.\n", 404, media_type="text/plain")
        return _answer(request, file)

    def _has_expired(self, file: _File) -> bool:
        return file.expires_at is not None and self._clock.now() >= file.expires_at


def _answer(request: Request, file: _File) -> Response:
    size = len(file.content)
    headers = {"Accept-Ranges": "bytes"}
    part = _part(request, size)
    if part is None:
        status, body = 200, file.content
    elif not part:
        status, body = 416, b""
        headers["Content-Range"] = f"bytes */{size}"
    else:
        status, body = 206, file.content[part.start : part.stop]
        headers["Content-Range"] = f"bytes {part.start}-{part.stop - 1}/{size}"
    headers["Content-Length"] = str(len(body))
    return Response(b"" if request.method == "HEAD" else body, status, headers, file.mime)


def _part(request: Request, size: int) -> range | None:
    """What a GET asks for: None for all of it, an empty range for bytes that the file does not have.

    Several ranges, other units and malformed ones are ignored, as RFC 9110 allows; so is a range
    that holds only for a known version (If-Range), because versions have no names here.
    """
    match = _RANGE.fullmatch(request.headers.get("range", ""))
    if match is None or request.method == "HEAD" or "if-range" in request.headers:
        return None
    first, last = match.groups()
    if first is None:
        return None if last is None else range(max(0, size - int(last)), size)
    if last is None:
        return range(int(first), size)
    return None if int(last) < int(first) else range(int(first), min(int(last) + 1, size))

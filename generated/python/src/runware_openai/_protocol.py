"""How Runware is addressed: the key, the addresses, the headers, and the tasks that go out."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping, Sequence
from typing import cast
from urllib.parse import urlsplit, urlunsplit

from ._jobs import Job
from ._sentences import show
from ._task import Task
from .errors import AuthenticationError, RunwareError

BASE_URL = "https://api.runware.ai/v1"
SOCKETS = {"api.runware.ai": "ws-api.runware.ai"}
"""The hosts that speak WebSocket under another name."""
SHORTEST_SECRET = 16
"""A shorter key is one of a test: a word that may stand in any answer."""
PROMPTS = ("positivePrompt", "negativePrompt")
NAMED = ("taskType", "taskUUID", "model")
MOST_NOTED = 20


class Secret:
    """An API key that no repr, log or pickle shows."""

    __slots__ = ("_value",)

    def __init__(self, value: str) -> None:
        self._value = value

    def header(self) -> str:
        return f"Bearer {self._value}"

    def element(self, session: str | None) -> str:
        """The first frame of a WebSocket; ``session`` is that of a connection that was lost."""
        resumed = {"connectionSessionUUID": session} if session else {}
        return json.dumps([{"taskType": "authentication", "apiKey": self._value, **resumed}])

    def out_of(self, content: bytes) -> bytes:
        """An answer without the key, should the service repeat it in an error."""
        if len(self._value) < SHORTEST_SECRET:
            return content
        # JSON may spell a solidus in two ways.
        escaped = self._value.replace("/", "\\/").encode()
        return content.replace(self._value.encode(), b"...").replace(escaped, b"...")

    def __reduce__(self) -> str:
        raise TypeError("an API key is not pickled")

    def __repr__(self) -> str:
        return "Secret(...)"


def api_key(given: str | None) -> Secret:
    """The key given or in RUNWARE_API_KEY. Raises AuthenticationError where there is none."""
    value = (given or os.environ.get("RUNWARE_API_KEY") or "").strip()
    if not value:
        raise AuthenticationError({"code": "missingApiKey", "message": "pass api_key= or set RUNWARE_API_KEY"})
    if not (value.isascii() and value.isprintable()):
        # Found here, since what fails to send a header says which header it was.
        message = "the API key holds characters that no HTTP header can; was it copied whole?"
        raise AuthenticationError({"code": "invalidApiKey", "message": message})
    return Secret(value)


def base_url(given: str | None) -> str:
    """The address given or in RUNWARE_BASE_URL. Raises ValueError for what is none."""
    url = given or os.environ.get("RUNWARE_BASE_URL") or BASE_URL
    if not _is_address(url):
        raise ValueError("base_url, or RUNWARE_BASE_URL, must be a URL such as " + BASE_URL)
    return url


def socket_url(url: str) -> str:
    """The WebSocket address that belongs to an HTTP address."""
    parts = urlsplit(url)
    host = SOCKETS.get(parts.netloc, parts.netloc)
    return urlunsplit(("wss" if parts.scheme == "https" else "ws", host, parts.path, parts.query, ""))


def without_credentials(url: str) -> str:
    """An address as a repr may show it: without a user, a password and a query."""
    parts = urlsplit(url)
    return urlunsplit((parts.scheme, parts.netloc.rpartition("@")[2], parts.path, "", ""))


def _is_address(url: str) -> bool:
    try:
        parts = urlsplit(url)
        return parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        return False


def headers(key: Secret) -> dict[str, str]:
    # An encoding we do not decode ourselves could fill the memory before it is counted.
    return {"Content-Type": "application/json", "Accept-Encoding": "gzip", "Authorization": key.header()}


def task_of(request: Mapping[str, object]) -> Task:
    """A request as a task of the engine. Raises ValueError without a taskUUID, and for what JSON cannot say."""
    job = Job.of(request)
    # The longest first, since one may be part of another.
    private = {spelt for text in _private(request) for spelt in _spellings(text)}
    return Task(job, _text(request), tuple(sorted(private, key=len, reverse=True)))


def _text(request: Mapping[str, object]) -> str:
    text = json.dumps(request, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    try:
        text.encode()
    except UnicodeEncodeError:
        is_text = False
    else:
        is_text = True
    if not is_text:
        # Raised here, where no exception is being handled: that one holds the whole request.
        raise ValueError("the request holds a lone surrogate, which is no character")
    return text


def _private(value: object, key: str = "") -> Iterator[str]:
    """The texts of a request that no error may repeat: prompts, addresses, media, and what is no plain word."""
    if isinstance(value, str):
        if key not in NAMED and len(value) > 3 and (key in PROMPTS or show(value) != f'"{value}"'):
            yield value
    elif isinstance(value, Mapping):
        for inner, one in cast("Mapping[str, object]", value).items():
            yield from _private(one, inner)
    elif isinstance(value, list):
        for one in cast("list[object]", value):
            yield from _private(one, key)


def _spellings(text: str) -> tuple[str, ...]:
    """A text as it is, and as it stands within JSON: an error may repeat a part of the request so."""
    if text.isascii() and text.isprintable() and '"' not in text and "\\" not in text:
        return (text,)
    return text, json.dumps(text)[1:-1], json.dumps(text, ensure_ascii=False)[1:-1]


def mark(error: BaseException, tasks: Sequence[str]) -> None:
    """Write the tasks' ids on whatever ends a call, so that their fate can be asked for."""
    if isinstance(error, RunwareError):
        error.task_uuid = error.task_uuid or (tasks[0] if len(tasks) == 1 else None)
    elif tasks:
        more = f" and {len(tasks) - MOST_NOTED} more" if len(tasks) > MOST_NOTED else ""
        error.add_note(f"taskUUID: {', '.join(tasks[:MOST_NOTED])}{more}")


def names(requests: Sequence[object]) -> list[str]:
    """The ids of requests, as far as they have one."""
    found = [cast("Mapping[str, object]", one).get("taskUUID") for one in requests if isinstance(one, Mapping)]
    return [name for name in found if isinstance(name, str)]

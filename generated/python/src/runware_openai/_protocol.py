"""How Runware's REST interface speaks: an array of tasks goes out, ``data`` and ``errors`` come back."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping, Sequence
from typing import cast
from urllib.parse import urlsplit

from ._result import Result
from .errors import ApiError, AuthenticationError, MissingResult, RunwareError, TaskConflict, TransportError

BASE_URL = "https://api.runware.ai/v1"
SHORTEST_SECRET = 16
"""A shorter key is one of a test: a word that may stand in any answer."""

AUTHENTICATION_CODES = frozenset({"invalidApiKey", "missingApiKey", "unauthorized"})


class Secret:
    """An API key that no repr, log or pickle shows."""

    __slots__ = ("_value",)

    def __init__(self, value: str) -> None:
        self._value = value

    def header(self) -> str:
        return f"Bearer {self._value}"

    def out_of(self, content: bytes) -> bytes:
        """An answer without the key, should the service repeat it in an error."""
        return content.replace(self._value.encode(), b"...") if len(self._value) >= SHORTEST_SECRET else content

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


def _is_address(url: str) -> bool:
    try:
        parts = urlsplit(url)
        return parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        return False


def task_uuid_of(request: Mapping[str, object]) -> str:
    """The task's id. Raises ValueError without one, since nothing could be matched to the task."""
    value = request.get("taskUUID")
    if not isinstance(value, str):
        raise ValueError("the request needs a taskUUID, by which its results are found")
    return value


def mark(error: BaseException, request: object) -> None:
    """Write the task's id on whatever ends a run, so that its fate can be asked for."""
    found = cast("Mapping[str, object]", request).get("taskUUID") if isinstance(request, Mapping) else None
    if not isinstance(found, str):
        return
    if isinstance(error, RunwareError):
        error.task_uuid = found
    else:
        error.add_note(f"taskUUID: {found}")


def body(request: Mapping[str, object]) -> bytes:
    """The one-element array that goes on the wire."""
    return json.dumps([request], ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode()


def headers(key: Secret) -> dict[str, str]:
    return {"Content-Type": "application/json", "Authorization": key.header()}


def read(task_uuid: str, status: int, content: bytes) -> Result[dict[str, object]]:
    """The answer to one task.

    Raises ApiError or a subclass when the task failed and nothing of it succeeded,
    TransportError for an answer that is not the service's envelope, MissingResult where
    nothing in it is about the task.
    """
    envelope = _envelope(status, content)
    items = [item for item in _objects(envelope.get("data")) if _is_about(task_uuid, item.get("taskUUID"))]
    raw = _objects(envelope.get("errors")) + _objects(envelope.get("error"))
    # An error that names no task is about the whole request, which is this task.
    errors = [_error(one, status) for one in raw if _is_about(task_uuid, one.get("taskUUID", task_uuid))]
    for error in errors:
        error.task_uuid = task_uuid
    if items:
        return Result(task_uuid, tuple(items), tuple(errors))
    if errors:
        raise errors[0]
    if status == 401:
        raise AuthenticationError({"code": "unauthorized"}, status)
    if status >= 400:
        raise TransportError(f"HTTP status {status} without an error object")
    raise MissingResult("the answer holds nothing about the task")


def is_transport(error: Exception) -> bool:
    """Whether an HTTP client's exception means that no answer came."""
    return isinstance(error, OSError) or type(error).__module__.partition(".")[0] in ("httpx", "httpx2")


def _is_about(task_uuid: str, found: object) -> bool:
    return not isinstance(found, str) or found.lower() == task_uuid.lower()


def _envelope(status: int, content: bytes) -> dict[str, object]:
    try:
        value: object = json.loads(content)
    except (ValueError, RecursionError):
        raise TransportError(f"HTTP status {status}, and the answer is not JSON") from None
    if not isinstance(value, dict):
        raise TransportError(f"HTTP status {status}, and the answer is not an object")
    return cast("dict[str, object]", value)


def _objects(value: object) -> list[dict[str, object]]:
    """The objects of an array; the service also sends a lone one."""
    found: Sequence[object] = cast("list[object]", value) if isinstance(value, list) else [value]
    return [cast("dict[str, object]", item) for item in found if isinstance(item, dict)]


def _error(raw: dict[str, object], status: int) -> ApiError:
    code = raw.get("code")
    if isinstance(code, str) and code in AUTHENTICATION_CODES:
        return AuthenticationError(raw, status)
    if code == "conflictTaskUUID":
        return TaskConflict(raw, status)
    return ApiError(raw, status)

"""What goes over the wire: items, errors and the envelope that holds both."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Final, Protocol

__all__ = ["UNKNOWN_KEY", "Envelope", "Item", "Plain", "Refusal", "Reply", "echo"]

_LONGEST_ECHO: Final = 64
"""What is echoed of a task's UUID and type, which may be anything: nothing if it is longer."""


class Item(Protocol):
    """An entry of ``data``, rendered when it is sent: a picture in base64 is not kept as text."""

    def render(self) -> dict[str, object]: ...

    def sent(self) -> None:
        """The item was handed to the connection."""


@dataclass(frozen=True)
class Plain:
    """An item that is not a result."""

    fields: dict[str, object]

    def render(self) -> dict[str, object]:
        return self.fields

    def sent(self) -> None:
        """Nobody counts these."""


@dataclass(frozen=True)
class Refusal:
    """An entry of ``errors``.

    ``status`` is the HTTP status if the answer holds nothing but errors; ``limits`` may hold ``min`` and ``max``;
    ``failed`` marks the error of a result that ``getResponse`` reports.
    """

    code: str
    message: str
    parameter: str | tuple[str, ...] = ()
    task_uuid: str = ""
    task_type: str = ""
    status: int = 400
    kind: str = ""
    documentation: str = ""
    allowed: tuple[object, ...] = ()
    limits: tuple[tuple[str, float], ...] = ()
    retry_after: float | None = None
    failed: bool = False

    def of(self, element: object) -> Refusal:
        """The same error about an element of a request, as far as that says who it is."""
        return replace(self, task_uuid=echo(element, "taskUUID"), task_type=echo(element, "taskType"))

    def render(self) -> dict[str, object]:
        parameter = list(self.parameter) if isinstance(self.parameter, tuple) else self.parameter
        wire: dict[str, object] = {
            "code": self.code,
            "status": "error" if self.failed else "",
            "message": self.message,
            "parameter": parameter,
            "type": self.kind,
            "documentation": self.documentation,
            "taskUUID": self.task_uuid,
            "taskType": self.task_type,
            "allowedValues": list(self.allowed),
            **dict(self.limits),
        }
        shown = {key: value for key, value in wire.items() if value not in ("", [])}
        return shown if self.retry_after is None else {**shown, "retryAfter": self.retry_after}


def echo(element: object, name: str) -> str:
    """What an element says of itself, if it is an element and says it in few words."""
    value = element.get(name) if isinstance(element, dict) else None
    return value if isinstance(value, str) and len(value) <= _LONGEST_ECHO else ""


UNKNOWN_KEY: Final = Refusal(
    "invalidApiKey",
    "The API key is missing or not the right one; send it as Authorization: Bearer <key>.",
    "apiKey",
    task_type="authentication",
    kind="string",
    status=401,
)


@dataclass(frozen=True)
class Reply:
    """What one element of a request is answered, or a part of it."""

    data: tuple[Item, ...] = ()
    errors: tuple[Refusal, ...] = ()


@dataclass(frozen=True)
class Envelope:
    """An answer. ``empty_errors`` writes the key although there are none; ``truncated`` cuts the JSON in the middle."""

    data: Sequence[Item] = field(default=())
    errors: Sequence[Refusal] = field(default=())
    empty_errors: bool = False
    truncated: bool = False

    @classmethod
    def of(cls, replies: Sequence[Reply]) -> Envelope:
        return cls(
            [item for reply in replies for item in reply.data], [one for reply in replies for one in reply.errors]
        )

    @property
    def status(self) -> int:
        """The HTTP status: 200 as soon as anything succeeded, else what the first error asks for."""
        return self.errors[0].status if self.errors and not self.data else 200

    @property
    def retry_after(self) -> float | None:
        waits = [error.retry_after for error in self.errors if error.retry_after is not None]
        return max(waits, default=None)

    def parts(self) -> Iterator[bytes]:
        """The JSON, item by item."""
        if not self.truncated:
            yield from self._whole()
            return
        text = b"".join(self._whole())
        yield text[: len(text) // 2]

    def _whole(self) -> Iterator[bytes]:
        if self.data or not self.errors:
            yield b'{"data":['
            yield from _listed(item.render() for item in self.data)
            yield b"]"
        if self.errors or self.empty_errors:
            yield b',"errors":[' if self.data or not self.errors else b'{"errors":['
            yield from _listed(error.render() for error in self.errors)
            yield b"]"
        yield b"}"

    def sent(self) -> None:
        """Tell every item that it was handed to the connection."""
        for item in self.data:
            item.sent()


def _listed(entries: Iterator[dict[str, object]]) -> Iterator[bytes]:
    comma = b""
    for entry in entries:
        # ASCII only: half a character in a UUID that is echoed has no UTF-8.
        yield comma + json.dumps(entry, separators=(",", ":")).encode("ascii")
        comma = b","

"""What a scenario can do to an exchange: a closed set."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

__all__ = [
    "Cut",
    "Duplicate",
    "EmptyErrors",
    "ErrorAfterAccept",
    "Fail",
    "Fault",
    "LostAck",
    "NeverFinishes",
    "OutOfOrder",
    "Partial",
    "RateLimit",
    "Slow",
    "Stagger",
    "Truncated",
]


@dataclass(frozen=True)
class Slow:
    """Accepted at once; the answer is held for seconds of the sandbox's clock."""

    seconds: float


@dataclass(frozen=True)
class Fail:
    """Refused with this error; ``retry_after`` in seconds."""

    code: str
    message: str
    status: int
    retry_after: float | None = None


@dataclass(frozen=True)
class Cut:
    """The connection is closed without an answer, before or after the task was accepted."""

    after: bool


@dataclass(frozen=True)
class ErrorAfterAccept:
    """Accepted, then answered as a broken gateway would."""

    status: int


@dataclass(frozen=True)
class RateLimit:
    """Not accepted; try again after seconds."""

    retry_after: float


@dataclass(frozen=True)
class Truncated:
    """Accepted; the JSON of the answer ends in its middle."""


@dataclass(frozen=True)
class EmptyErrors:
    """Accepted; the answer has an empty array of errors beside its data."""


@dataclass(frozen=True)
class Partial:
    """Accepted; this many of the results, the last ones, fail with the code."""

    fail: int
    code: str


@dataclass(frozen=True)
class OutOfOrder:
    """Accepted; the entries of the answer come in reverse."""


@dataclass(frozen=True)
class LostAck:
    """Accepted; the answer does not mention the task."""


@dataclass(frozen=True)
class Duplicate:
    """Accepted; the answer has every entry twice."""


@dataclass(frozen=True)
class NeverFinishes:
    """Accepted; its results stay in processing."""


@dataclass(frozen=True)
class Stagger:
    """Accepted; its results come one by one, seconds apart."""

    seconds: float


Fault: TypeAlias = (
    Slow
    | Fail
    | Cut
    | ErrorAfterAccept
    | RateLimit
    | Truncated
    | EmptyErrors
    | Partial
    | OutOfOrder
    | LostAck
    | Duplicate
    | NeverFinishes
    | Stagger
)

"""What the engine asks of whoever drives it, and what it is told in return."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ._jobs import Job, Progress


@dataclass(frozen=True)
class Record:
    """Write these jobs to the journal, on disk before anything else happens."""

    jobs: tuple[Job, ...]


@dataclass(frozen=True)
class Send:
    """Exchange one JSON array with the service, within ``timeout`` seconds.

    ``elements`` are finished JSON texts, ``tasks`` the ids an answer is matched by. A submission
    is sent at most once, whatever happens to it: the engine decides whether there is another.
    """

    elements: tuple[str, ...] = field(repr=False)
    tasks: tuple[str, ...]
    is_submission: bool
    timeout: float


@dataclass(frozen=True)
class Pause:
    """Let so many seconds pass."""

    seconds: float


@dataclass(frozen=True)
class Report:
    """Tell the caller how far a task is."""

    progress: Progress


Effect: TypeAlias = Record | Send | Pause | Report


@dataclass(frozen=True)
class Answered:
    """The service answered; ``envelope`` is empty where a status below 500 came without one.

    ``retry_after`` is the header of that name, in seconds.
    """

    status: int
    envelope: Mapping[str, object] = field(repr=False)
    retry_after: float | None = None


@dataclass(frozen=True)
class NotSent:
    """Certainly nothing arrived: the connection was refused, or never made.

    ``is_unreachable`` where it could not be made for a reason that may well last: nobody listens
    there, the name is not known, the certificate is not accepted.
    """

    reason: str
    is_unreachable: bool = False


@dataclass(frozen=True)
class Unknown:
    """It may have arrived: a timeout, a reset, an answer cut short or unreadable."""

    reason: str


Outcome: TypeAlias = Answered | NotSent | Unknown

"""What an answer without results means for a task: the decisions about money, as pure functions."""

from __future__ import annotations

from typing import Literal, TypeAlias

from ._answers import objects
from ._codes import BUSY, CONFLICT, NEVER_SEEN, error_class
from ._effects import Answered
from .errors import (
    ApiError,
    AuthenticationError,
    ContentRefused,
    InvalidRequest,
    PaymentRequired,
    RateLimited,
    ServiceUnavailable,
    TransportError,
)

SubmissionVerdict: TypeAlias = Literal["accepted", "failed", "busy", "unsure"]
"""``busy``: certainly not accepted, and worth another try. ``unsure``: ask before anything else."""

AskingVerdict: TypeAlias = Literal["accepted", "missing", "failed", "stop", "again"]
"""``missing``: the service has never seen the task. ``stop``: asking is refused, whatever the task does."""

# A server in trouble that still names one of these has looked at the request and turned it down.
_FINAL = (InvalidRequest, AuthenticationError, PaymentRequired, ContentRefused)

_TIMED_OUT = 408
_TOO_MANY = 429


def of_submission(code: str, status: int, *, is_repeated: bool) -> SubmissionVerdict:
    """What an error says of a task that was submitted just now.

    ``is_repeated`` tells that an earlier attempt of the same call may have arrived: then a conflict is our own,
    and a task that is not found is the late answer to a question that a WebSocket brought.
    """
    kind = error_class(code, status)
    if code == CONFLICT and is_repeated:
        return "accepted"
    if code in NEVER_SEEN and is_repeated:
        return "unsure"
    if status >= 500 or status == _TIMED_OUT:
        return "failed" if issubclass(kind, _FINAL) else "unsure"
    if status == _TOO_MANY or kind is RateLimited or code in BUSY:
        return "busy"
    return "unsure" if kind is ServiceUnavailable else "failed"


def of_silent_submission(answer: Answered) -> SubmissionVerdict:
    """What an answer says in which nothing is about the task."""
    if answer.status == _TOO_MANY:
        return "busy"
    return "failed" if _is_refusal(answer) else "unsure"


def of_asking(code: str, status: int) -> AskingVerdict:
    """What an error says of a task that was asked for."""
    kind = error_class(code, status)
    if code == CONFLICT:
        # The late answer to a submission: whoever says so has the task.
        return "accepted"
    if code in NEVER_SEEN and status < 500:
        return "missing"
    if issubclass(kind, (AuthenticationError, PaymentRequired)):
        return "stop"
    if status >= 500 or status in (_TIMED_OUT, _TOO_MANY) or issubclass(kind, (RateLimited, ServiceUnavailable)):
        return "again"
    return "failed"


def of_silent_asking(answer: Answered) -> AskingVerdict:
    """What an answer says in which nothing is about the task; silence does not mean that there is none."""
    return "stop" if _is_refusal(answer) else "again"


def _is_refusal(answer: Answered) -> bool:
    """Whether a status alone turns the whole exchange down; words about other tasks may explain it."""
    is_final = 300 <= answer.status < 500 and answer.status not in (_TIMED_OUT, _TOO_MANY)
    return is_final and not any(objects(answer.envelope.get(key)) for key in ("data", "errors", "error"))


def wordless(status: int, retry_after: float | None = None) -> ApiError | TransportError:
    """The error for an answer of which nothing but the status is about the task."""
    if 300 <= status < 400:
        return TransportError(f"HTTP status {status}: the address redirects, and a task is not sent elsewhere", status)
    kind = error_class("", status)
    if kind is ApiError:
        return TransportError(f"HTTP status {status} without an error object", status)
    return kind({"code": "unauthorized" if kind is AuthenticationError else f"httpStatus{status}"}, status, retry_after)

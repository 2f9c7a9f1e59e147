"""Everything this package raises, by what a caller does next.

RunwareError
├── ValidationError          fix the request; nothing was sent
├── ApiError                 the service said no, or that the task failed
│   ├── InvalidRequest       fix the request
│   │   └── TaskConflict     the task id was used before: use another
│   ├── AuthenticationError  fix the key
│   ├── PaymentRequired      pay
│   ├── ContentRefused       change the content
│   ├── RateLimited          wait; ``retry_after`` says how long, if the service did
│   ├── ServiceUnavailable   wait
│   ├── TaskFailed           give up, or try again as a new task
│   └── TaskNotFound         the service does not know the task
├── TransportError           no answer, or one that cannot be read: the task may have been accepted
│   ├── NotSent              nothing reached the service
│   └── DeadlineExceeded     time is up; the task may go on: wait for its ``job``
└── MissingResult            there is no such result
"""

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from ._jobs import Job
    from ._report import Violation


class RunwareError(Exception):
    """The root of all errors.

    ``task_uuid`` is the task it belongs to, ``status`` that of HTTP, ``retry_after`` in seconds;
    ``raw`` is the service's error object without what is private. None where there is no such thing.
    """

    code: str = ""
    message: str = ""
    parameter: object = None
    task_uuid: "str | None" = None
    documentation: object = None
    allowed_values: object = None
    retry_after: "float | None" = None
    raw: "Mapping[str, object] | None" = None
    status: "int | None" = None


class ValidationError(RunwareError, ValueError):
    """The request breaks limits of its model; ``violations`` holds every one, in field order."""

    code = "invalidRequest"
    violations: "tuple[Violation, ...]"

    def __init__(self, violations: "Iterable[Violation]") -> None:
        self.violations = tuple(violations)
        super().__init__(self.violations)

    def __str__(self) -> str:
        return "\n".join(map(str, self.violations))


class ApiError(RunwareError):
    """An error the service answered with; ``code`` keeps the service's name, known or not."""

    def __init__(
        self, raw: "Mapping[str, object]", status: "int | None" = None, retry_after: "float | None" = None
    ) -> None:
        super().__init__(raw, status, retry_after)
        self.raw = dict(raw)
        self.status = status
        self.retry_after = retry_after
        self.code = _text(raw.get("code")) or "unknownError"
        self.message = _text(raw.get("message"))
        self.parameter = raw.get("parameter")
        self.allowed_values = raw.get("allowedValues")
        self.documentation = raw.get("documentation")
        self.task_uuid = _text(raw.get("taskUUID")) or None

    def __str__(self) -> str:
        return f"{self.code}: {self.message}" if self.message else self.code


class InvalidRequest(ApiError):
    """The service does not accept the request as it is."""


class TaskConflict(InvalidRequest):
    """The service knows this task id already."""


class AuthenticationError(ApiError):
    """There is no API key, or the service does not accept it."""


class PaymentRequired(ApiError):
    """Balance, credits or quota do not suffice."""


class ContentRefused(ApiError):
    """The prompt, an input or the output was found unsafe."""


class RateLimited(ApiError):
    """Too many requests."""


class ServiceUnavailable(ApiError):
    """The service is in trouble or overloaded."""


class TaskFailed(ApiError):
    """The task was accepted and came to nothing."""


class TaskNotFound(ApiError):
    """The service does not know the task."""


class TransportError(RunwareError):
    """The request may or may not have reached the service; the same ``task_uuid`` tells later."""

    code = "transport"

    def __init__(self, message: str, status: "int | None" = None) -> None:
        super().__init__(message, status)
        self.message = message
        self.status = status

    def __str__(self) -> str:
        return self.message


class NotSent(TransportError):
    """This call sent nothing, so nothing of it is billed: no connection came about, or there was none free."""

    code = "notSent"


class DeadlineExceeded(TransportError):
    """Time is up. ``job`` can be waited for again; ``items`` are the results that came in time.

    A pickle carries the job and not the items, which may hold pictures.
    """

    code = "deadlineExceeded"

    def __init__(self, message: str, job: "Job", items: "tuple[Mapping[str, object], ...]" = ()) -> None:
        super().__init__(message)
        self.job = job
        self.items = items
        self.task_uuid = job.task_uuid

    def __reduce__(self) -> "tuple[Callable[..., DeadlineExceeded], tuple[object, ...]]":
        return DeadlineExceeded, (self.message, self.job)


class MissingResult(RunwareError):
    """The answer holds no such result, or no media in it."""

    code = "missingResult"

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""

"""Everything this package raises.

RunwareError
├── ValidationError          the request is wrong; nothing was sent
├── ApiError                 the service refused the task or failed at it
│   ├── AuthenticationError  there is no key, or the service does not accept it
│   └── TaskConflict         the task id was used before
├── TransportError           no answer, or one that cannot be read; the task may have been accepted
└── MissingResult            the answer says nothing about the task
"""

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from ._report import Violation


class RunwareError(Exception):
    """The root of all errors; ``task_uuid`` is the task it belongs to, where there is one."""

    task_uuid: "str | None" = None


class ValidationError(RunwareError, ValueError):
    """The request breaks limits of its model; ``violations`` holds every one, in field order."""

    violations: "tuple[Violation, ...]"

    def __init__(self, violations: "Iterable[Violation]") -> None:
        self.violations = tuple(violations)
        super().__init__(self.violations)

    def __str__(self) -> str:
        return "\n".join(map(str, self.violations))


class ApiError(RunwareError):
    """An error the service answered with.

    ``code`` keeps the service's name, known or not; ``raw`` is the whole error object.
    """

    def __init__(self, raw: "Mapping[str, object]", status: "int | None" = None) -> None:
        super().__init__(raw, status)
        self.raw = dict(raw)
        self.status = status
        self.code = _text(raw.get("code")) or "unknownError"
        self.message = _text(raw.get("message"))
        self.parameter = raw.get("parameter")
        self.allowed_values = raw.get("allowedValues")
        self.documentation = raw.get("documentation")
        self.task_uuid = _text(raw.get("taskUUID")) or None

    def __str__(self) -> str:
        return f"{self.code}: {self.message}" if self.message else self.code


class AuthenticationError(ApiError):
    """There is no API key, or the service does not accept it."""


class TaskConflict(ApiError):
    """The service knows this task id already."""


class TransportError(RunwareError):
    """The request may or may not have reached the service; the same ``task_uuid`` tells later."""


class MissingResult(RunwareError):
    """The answer holds neither a result nor an error for the task."""


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""

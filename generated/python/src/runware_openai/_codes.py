"""What the service's error codes mean for a caller. Codes are not standardised; unknown ones keep their name."""

from __future__ import annotations

import re
from collections.abc import Mapping

from .errors import (
    ApiError,
    AuthenticationError,
    ContentRefused,
    InvalidRequest,
    PaymentRequired,
    RateLimited,
    ServiceUnavailable,
    TaskConflict,
    TaskFailed,
    TaskNotFound,
)

NEVER_SEEN = frozenset({"taskNotFound", "taskUUIDNotFound", "unknownTaskUUID"})
"""Only these allow a task to be sent again: the service has never heard of it."""

LONGEST_CODE = 100

CONFLICT = "conflictTaskUUID"

ABOUT_THE_ID = NEVER_SEEN | {CONFLICT}
"""Codes that tell something of a task's id, and nothing of a result."""

BUSY = frozenset({"serverBusy", "serviceOverloaded", "noAvailableServer"})
"""Not now: the task was turned away before it was looked at."""

_AUTHENTICATION = (
    "unauthorized forbidden permissionDenied insufficientPermissions authenticationFailed authFailed authTimeout"
    " invalidAuthentication invalidCredentials missingAuthentication tokenExpired tokenInvalid tokenMissing"
    " tokenRevoked accountSuspended accountDisabled organizationSuspended organizationDisabled workspaceSuspended"
    " workspaceDisabled"
)
_CONTENT = (
    "contentPolicyViolation providerContentPolicyViolation sensitiveContentDetected unsafeContentDetected"
    " nsfwContentDetected promptBlocked imageBlocked moderationFailed contentModeration invalidProviderContent"
)
_UNAVAILABLE = (
    "internalServerError serviceUnavailable serverUnavailable standardError unknownError undefinedError defaultError"
    " unrecognizedResponse errorRetrievingAccountManagement internalError serverError"
)
_FAILED = (
    "taskCancelled taskFailedOrNotFound inferenceError processingFailed taskFailed downloadFailed uploadFailed"
    " modelUnavailable modelDisabled modelNotReady mediaStorageFileCouldNotBeMoved"
)
_INVALID = (
    "unknownParameter unknownModel incompatibleParameters mismatchProviderSettingsProvider"
    " unknownProviderSettingsProvider transparentModelMismatch modelOwnershipValidationError modelAlreadyExists"
    " validationFailed"
)

_BY_CODE: dict[str, type[ApiError]] = {
    CONFLICT: TaskConflict,
    **dict.fromkeys(NEVER_SEEN, TaskNotFound),
    **dict.fromkeys(_AUTHENTICATION.split(), AuthenticationError),
    **dict.fromkeys(("paymentRequired", "environmentPaused"), PaymentRequired),
    **dict.fromkeys(_CONTENT.split(), ContentRefused),
    **dict.fromkeys((*_UNAVAILABLE.split(), *BUSY), ServiceUnavailable),
    **dict.fromkeys(_FAILED.split(), TaskFailed),
    **dict.fromkeys(_INVALID.split(), InvalidRequest),
}

# The first that fits counts: a provider's rate limit is a rate limit, whoever's it is.
_BY_PATTERN: tuple[tuple[re.Pattern[str], type[ApiError]], ...] = (
    (re.compile("ApiKey"), AuthenticationError),
    (re.compile("[cC]redits|[qQ]uota|[bB]alance"), PaymentRequired),
    (re.compile("[rR]ateLimit"), RateLimited),
    (re.compile("Timeout|^timeout"), TaskFailed),
    (re.compile("^provider"), TaskFailed),
    (re.compile("^(invalid|missing|conflict|duplicate|unsupported|value|array|max)|Conflict$"), InvalidRequest),
    (re.compile("(NotFound|Expired)$"), InvalidRequest),
)

_BY_STATUS: dict[int, type[ApiError]] = {
    401: AuthenticationError,
    402: PaymentRequired,
    403: AuthenticationError,
    429: RateLimited,
}


def code_of(error: Mapping[str, object]) -> str:
    """The code of an error object, empty where it has none."""
    code = error.get("code")
    return code if isinstance(code, str) else ""


def error_class(code: str, status: int) -> type[ApiError]:
    """The class of an error; the status has a say where the code means nothing to us."""
    if code in _BY_CODE:
        return _BY_CODE[code]
    # A code is a short word; what is longer is not worth searching through.
    for pattern, found in _BY_PATTERN if len(code) <= LONGEST_CODE else ():
        if pattern.search(code):
            return found
    return _BY_STATUS.get(status, ServiceUnavailable if status >= 500 else ApiError)


def api_error(raw: Mapping[str, object], status: int, retry_after: float | None = None) -> ApiError:
    return error_class(code_of(raw), status)(raw, status, retry_after)

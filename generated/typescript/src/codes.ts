/** What the service's error codes mean for a caller. Codes are not standardised; unknown ones keep their name. */

import {
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
} from "./errors.js";

type Kind = typeof ApiError;

const NEVER_SEEN_CODES = "taskNotFound taskUUIDNotFound unknownTaskUUID";
const BUSY_CODES = "serverBusy serviceOverloaded noAvailableServer";

/** Only these allow a task to be sent again: the service has never heard of it. */
export const NEVER_SEEN: ReadonlySet<unknown> = new Set(NEVER_SEEN_CODES.split(" "));

/** Not now: the task was turned away before it was looked at. */
export const BUSY: ReadonlySet<unknown> = new Set(BUSY_CODES.split(" "));

export const CONFLICT = "conflictTaskUUID";

/** What is said of the id of a task, and never of one of its results, or of whichever task it may be. */
export const ABOUT_THE_ID: ReadonlySet<unknown> = new Set([CONFLICT, ...NEVER_SEEN]);

/** A code is a short word; what is longer is not worth searching through. */
const LONGEST_CODE = 100;

const BY_CODE: readonly (readonly [codes: string, kind: Kind])[] = [
  [CONFLICT, TaskConflict],
  [NEVER_SEEN_CODES, TaskNotFound],
  [
    "unauthorized forbidden permissionDenied insufficientPermissions authenticationFailed authFailed authTimeout " +
      "invalidAuthentication invalidCredentials missingAuthentication tokenExpired tokenInvalid tokenMissing " +
      "tokenRevoked accountSuspended accountDisabled organizationSuspended organizationDisabled workspaceSuspended " +
      "workspaceDisabled",
    AuthenticationError,
  ],
  ["paymentRequired environmentPaused", PaymentRequired],
  [
    "contentPolicyViolation providerContentPolicyViolation sensitiveContentDetected unsafeContentDetected " +
      "nsfwContentDetected promptBlocked imageBlocked moderationFailed contentModeration invalidProviderContent",
    ContentRefused,
  ],
  [
    `${BUSY_CODES} internalServerError serviceUnavailable serverUnavailable standardError unknownError ` +
      "undefinedError defaultError unrecognizedResponse errorRetrievingAccountManagement internalError serverError",
    ServiceUnavailable,
  ],
  [
    "taskCancelled taskFailedOrNotFound inferenceError processingFailed taskFailed downloadFailed uploadFailed " +
      "modelUnavailable modelDisabled modelNotReady mediaStorageFileCouldNotBeMoved",
    TaskFailed,
  ],
  [
    "unknownParameter unknownModel incompatibleParameters mismatchProviderSettingsProvider " +
      "unknownProviderSettingsProvider transparentModelMismatch modelOwnershipValidationError modelAlreadyExists " +
      "validationFailed",
    InvalidRequest,
  ],
];

/** The first that fits counts: a provider's rate limit is a rate limit, whoever's it is. */
const BY_PATTERN: readonly (readonly [pattern: RegExp, kind: Kind])[] = [
  [/ApiKey/, AuthenticationError],
  [/[cC]redits|[qQ]uota|[bB]alance/, PaymentRequired],
  [/[rR]ateLimit/, RateLimited],
  [/Timeout|^timeout/, TaskFailed],
  [/^provider/, TaskFailed],
  [/^(invalid|missing|conflict|duplicate|unsupported|value|array|max)|Conflict$/, InvalidRequest],
  [/(NotFound|Expired)$/, InvalidRequest],
];

/** The error of what the service said; `retryAfter` in milliseconds. The status has a say where the code has none. */
export function apiError(raw: Readonly<Record<string, unknown>>, status: number, retryAfter?: number): ApiError {
  return new (errorKind(raw["code"], status))(raw, status, retryAfter);
}

/** The class of an error. */
export function errorKind(code: unknown, status: number): Kind {
  if (typeof code !== "string" || code.length > LONGEST_CODE) return kindOfStatus(status);
  const named = BY_CODE.find(([codes]) => codes.split(" ").includes(code));
  const found = named ?? BY_PATTERN.find(([pattern]) => pattern.test(code));
  return found?.[1] ?? kindOfStatus(status);
}

function kindOfStatus(status: number): Kind {
  switch (status) {
    case 401:
    case 403:
      return AuthenticationError;
    case 402:
      return PaymentRequired;
    case 429:
      return RateLimited;
    default:
      return status >= 500 ? ServiceUnavailable : ApiError;
  }
}

/** What an answer without results means for a task: the decisions about money, as pure functions. */

import { errorsOf, objects } from "./answers.js";
import { BUSY, CONFLICT, NEVER_SEEN, errorKind } from "./codes.js";
import type { Answered } from "./effects.js";
import {
  ApiError,
  AuthenticationError,
  ContentRefused,
  InvalidRequest,
  PaymentRequired,
  RateLimited,
  type RunwareError,
  ServiceUnavailable,
  TransportError,
} from "./errors.js";

/** `busy`: certainly not accepted, and worth another try. `unsure`: ask before anything else. */
export type SubmissionVerdict = "accepted" | "failed" | "busy" | "unsure";

/** `missing`: the service has never seen the task. `stop`: asking is refused, whatever the task does. */
export type AskingVerdict = "accepted" | "missing" | "failed" | "stop" | "again";

const TIMED_OUT = 408;
const TOO_MANY = 429;

/** A server in trouble that still names one of these has looked at the request and turned it down. */
const FINAL = [InvalidRequest, AuthenticationError, PaymentRequired, ContentRefused];

/**
 * What an error says of a task that was submitted just now.
 *
 * `isRepeated` tells that an earlier attempt of the same call may have arrived: then a conflict is our own, and a task
 * that is not found is the late answer to a question that a WebSocket brought.
 */
export function ofSubmission(code: unknown, status: number, isRepeated: boolean): SubmissionVerdict {
  const kind = errorKind(code, status);
  if (code === CONFLICT && isRepeated) return "accepted";
  if (NEVER_SEEN.has(code) && isRepeated) return "unsure";
  if (status >= 500 || status === TIMED_OUT) return isOf(kind, ...FINAL) ? "failed" : "unsure";
  if (status === TOO_MANY || kind === RateLimited || BUSY.has(code)) return "busy";
  return kind === ServiceUnavailable ? "unsure" : "failed";
}

/** What an answer says in which nothing is about the task. */
export function ofSilentSubmission(answer: Answered): SubmissionVerdict {
  if (answer.status === TOO_MANY) return "busy";
  return isRefusal(answer) ? "failed" : "unsure";
}

/** What an error says of a task that was asked for. */
export function ofAsking(code: unknown, status: number): AskingVerdict {
  const kind = errorKind(code, status);
  // The late answer to a submission: whoever says so has the task.
  if (code === CONFLICT) return "accepted";
  if (NEVER_SEEN.has(code) && status < 500) return "missing";
  if (isOf(kind, AuthenticationError, PaymentRequired)) return "stop";
  if (status >= 500 || status === TIMED_OUT || status === TOO_MANY) return "again";
  return isOf(kind, RateLimited, ServiceUnavailable) ? "again" : "failed";
}

/** What an answer says in which nothing is about the task; silence does not mean that there is none. */
export function ofSilentAsking(answer: Answered): AskingVerdict {
  return isRefusal(answer) ? "stop" : "again";
}

/** Whether a status alone turns the whole exchange down; words about other tasks may explain it. */
function isRefusal({ status, envelope }: Answered): boolean {
  const isFinal = status >= 300 && status < 500 && status !== TIMED_OUT && status !== TOO_MANY;
  return isFinal && objects(envelope["data"]).length === 0 && errorsOf(envelope).length === 0;
}

/** The error for an answer of which nothing but the status is about the task. */
export function wordless(status: number, retryAfter?: number): RunwareError {
  if (status >= 300 && status < 400) {
    return new TransportError(`HTTP status ${status}: the address redirects, and a task is not sent elsewhere`);
  }
  const kind = errorKind(undefined, status);
  if (kind === ApiError) return new TransportError(`HTTP status ${status} without an error object`);
  const code = kind === AuthenticationError ? "unauthorized" : `httpStatus${status}`;
  return new kind({ code }, status, retryAfter);
}

function isOf(kind: typeof ApiError, ...kinds: readonly (typeof ApiError)[]): boolean {
  return kinds.some((one) => kind === one || kind.prototype instanceof one);
}

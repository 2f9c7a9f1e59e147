/**
 * Everything this package throws, by what a caller does next.
 *
 * - RunwareError
 *   - ValidationError: fix the request; nothing was sent
 *   - ApiError: the service refused the task or failed at it
 *     - InvalidRequest: fix the request
 *       - TaskConflict: the task id was used before
 *     - AuthenticationError: fix the API key
 *     - PaymentRequired: pay
 *     - ContentRefused: ask for something else
 *     - RateLimited: wait, `retryAfter` milliseconds where the service says so
 *     - ServiceUnavailable: wait
 *     - TaskFailed: give up, or try again as a new task
 *     - TaskNotFound: the service knows of no such task
 *   - TransportError: no answer, or one that cannot be read
 *     - NotSent: nothing reached the service
 *     - DeadlineExceeded: the task may still finish; wait for its `job` again
 *   - MissingResult: there is no such result
 */

import type { Item } from "./answers.js";
import type { Job } from "./jobs.js";
import type { Violation } from "./report.js";

/** The root of all errors; `taskUUID` is the task it belongs to, where there is one. */
export class RunwareError extends Error {
  /** What happened, in one word; an ApiError has the service's own, known or not. */
  readonly code: string;
  declare taskUUID?: string;
  declare status?: number;
  declare parameter?: unknown;
  declare allowedValues?: unknown;
  declare documentation?: unknown;
  /** Milliseconds. */
  declare retryAfter?: number;

  constructor(message: string, code = "runwareError") {
    super(message);
    this.code = code;
  }

  override get name(): string {
    return "RunwareError";
  }

  toJSON(): Record<string, unknown> {
    const { name, code, message, taskUUID, status, parameter, allowedValues, documentation, retryAfter } = this;
    return { name, code, message, taskUUID, status, parameter, allowedValues, documentation, retryAfter };
  }
}

/** The request breaks limits of its model; `violations` holds every one, in field order. */
export class ValidationError extends RunwareError {
  readonly violations: readonly Violation[];

  constructor(violations: readonly Violation[]) {
    super(violations.join("\n"), "invalidRequest");
    this.violations = violations;
  }

  override get name(): string {
    return "ValidationError";
  }

  override toJSON(): Record<string, unknown> {
    return { ...super.toJSON(), violations: this.violations };
  }
}

/**
 * An error the service answered with.
 *
 * `code` keeps the service's name, known or not; `message` is the service's, or the code where it sent none; `raw` is
 * the error object without what is private or very long, which consoles do not print.
 */
export class ApiError extends RunwareError {
  readonly #raw: Readonly<Record<string, unknown>>;

  /** `retryAfter` is in milliseconds. */
  constructor(raw: Readonly<Record<string, unknown>>, status?: number, retryAfter?: number) {
    const code = text(raw["code"]) ?? "unknownError";
    super(text(raw["message"]) ?? code, code);
    this.#raw = raw;
    // Only what is there becomes a property, so that consoles print no undefined.
    if (status !== undefined) this.status = status;
    if (raw["parameter"] !== undefined) this.parameter = raw["parameter"];
    if (raw["allowedValues"] !== undefined) this.allowedValues = raw["allowedValues"];
    if (raw["documentation"] !== undefined) this.documentation = raw["documentation"];
    if (retryAfter !== undefined) this.retryAfter = retryAfter;
    const taskUUID = text(raw["taskUUID"]);
    if (taskUUID !== undefined) this.taskUUID = taskUUID;
  }

  override get name(): string {
    return "ApiError";
  }

  get raw(): Readonly<Record<string, unknown>> {
    return this.#raw;
  }
}

/** The service says that the request is wrong. */
export class InvalidRequest extends ApiError {
  override get name(): string {
    return "InvalidRequest";
  }
}

/** The service knows this task id already, and not from this call. */
export class TaskConflict extends InvalidRequest {
  override get name(): string {
    return "TaskConflict";
  }
}

/** There is no API key, or the service does not accept it. */
export class AuthenticationError extends ApiError {
  override get name(): string {
    return "AuthenticationError";
  }
}

/** The account's balance or quota does not suffice. */
export class PaymentRequired extends ApiError {
  override get name(): string {
    return "PaymentRequired";
  }
}

/** The prompt, a file or the result was found to be unsafe. */
export class ContentRefused extends ApiError {
  override get name(): string {
    return "ContentRefused";
  }
}

/** Too many requests; the task was not accepted. */
export class RateLimited extends ApiError {
  override get name(): string {
    return "RateLimited";
  }
}

/** The service, or the provider behind it, cannot work at present. */
export class ServiceUnavailable extends ApiError {
  override get name(): string {
    return "ServiceUnavailable";
  }
}

/** The task was accepted and came to nothing. */
export class TaskFailed extends ApiError {
  override get name(): string {
    return "TaskFailed";
  }
}

/** The service knows of no such task. */
export class TaskNotFound extends ApiError {
  override get name(): string {
    return "TaskNotFound";
  }
}

/** No answer, or one that cannot be read; the task may have been accepted, and its `taskUUID` tells later. */
export class TransportError extends RunwareError {
  constructor(message: string, code = "transport") {
    super(message, code);
  }

  override get name(): string {
    return "TransportError";
  }
}

/** Nothing reached the service: the same request may be sent again. */
export class NotSent extends TransportError {
  constructor(message: string) {
    super(message, "notSent");
  }

  override get name(): string {
    return "NotSent";
  }
}

/** Time is up. `job` waits for the task again, in this process or another; `items` are the results that came in time. */
export class DeadlineExceeded extends TransportError {
  readonly job: Job;
  readonly #items: readonly Item[];

  constructor(message: string, job: Job, items: readonly Item[] = []) {
    super(message, "deadlineExceeded");
    this.job = job;
    this.#items = items;
    this.taskUUID = job.taskUUID;
  }

  override get name(): string {
    return "DeadlineExceeded";
  }

  /** Not a property: what consoles print of an error holds no media. */
  get items(): readonly Item[] {
    return this.#items;
  }

  override toJSON(): Record<string, unknown> {
    return { ...super.toJSON(), job: this.job };
  }
}

/** There is no such result, or the one that is there cannot be read. */
export class MissingResult extends RunwareError {
  constructor(message: string) {
    super(message, "missingResult");
  }

  override get name(): string {
    return "MissingResult";
  }
}

function text(value: unknown): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}

/**
 * Everything this package throws.
 *
 * - RunwareError
 *   - ValidationError: the request is wrong; nothing was sent
 *   - ApiError: the service refused the task or failed at it
 *     - AuthenticationError: there is no key, or the service does not accept it
 *     - TaskConflict: the task id was used before
 *   - TransportError: no answer, or one that cannot be read; the task may have been accepted
 *   - MissingResult: the answer says nothing about the task
 */

import type { Violation } from "./report.js";

/** The root of all errors; `taskUUID` is the task it belongs to, where there is one. */
export class RunwareError extends Error {
  declare taskUUID?: string;

  override get name(): string {
    return "RunwareError";
  }

  toJSON(): Record<string, unknown> {
    const { name, message, taskUUID } = this;
    return taskUUID === undefined ? { name, message } : { name, message, taskUUID };
  }
}

/** The request breaks limits of its model; `violations` holds every one, in field order. */
export class ValidationError extends RunwareError {
  readonly violations: readonly Violation[];

  constructor(violations: readonly Violation[]) {
    super(violations.join("\n"));
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
 * `code` keeps the service's name, known or not; `message` is the service's, or the code where it sent none; `raw`
 * is the whole error object, which consoles do not print.
 */
export class ApiError extends RunwareError {
  readonly code: string;
  declare readonly parameter?: unknown;
  declare readonly allowedValues?: unknown;
  declare readonly documentation?: unknown;
  declare readonly status?: number;
  readonly #raw: Readonly<Record<string, unknown>>;

  constructor(raw: Readonly<Record<string, unknown>>, status?: number) {
    const code = text(raw["code"]) ?? "unknownError";
    super(text(raw["message"]) ?? code);
    this.code = code;
    this.#raw = raw;
    if (raw["parameter"] !== undefined) this.parameter = raw["parameter"];
    if (raw["allowedValues"] !== undefined) this.allowedValues = raw["allowedValues"];
    if (raw["documentation"] !== undefined) this.documentation = raw["documentation"];
    if (status !== undefined) this.status = status;
    const taskUUID = text(raw["taskUUID"]);
    if (taskUUID !== undefined) this.taskUUID = taskUUID;
  }

  override get name(): string {
    return "ApiError";
  }

  get raw(): Readonly<Record<string, unknown>> {
    return this.#raw;
  }

  override toJSON(): Record<string, unknown> {
    const { code, parameter, allowedValues, documentation, status } = this;
    return { ...super.toJSON(), code, parameter, allowedValues, documentation, status };
  }
}

/** There is no API key, or the service does not accept it. */
export class AuthenticationError extends ApiError {
  override get name(): string {
    return "AuthenticationError";
  }
}

/** The service knows this task id already. */
export class TaskConflict extends ApiError {
  override get name(): string {
    return "TaskConflict";
  }
}

/** The request may or may not have reached the service; the same `taskUUID` tells later. */
export class TransportError extends RunwareError {
  override get name(): string {
    return "TransportError";
  }
}

/** The answer holds neither a result nor an error for the task. */
export class MissingResult extends RunwareError {
  override get name(): string {
    return "MissingResult";
  }
}

function text(value: unknown): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}

/** How Runware's REST interface speaks: an array of tasks goes out, `data` and `errors` come back. */

import { ApiError, AuthenticationError, MissingResult, RunwareError, TaskConflict, TransportError } from "./errors.js";
import type { Result } from "./result.js";
import { get, isObject } from "./values.js";

const BASE_URL = "https://api.runware.ai/v1";
/** A shorter key is one of a test: a word that may stand in any answer. */
const SHORTEST_SECRET = 16;
const AUTHENTICATION_CODES: readonly unknown[] = ["invalidApiKey", "missingApiKey", "unauthorized"];

/** An API key that no console, JSON or error shows. */
export class Secret {
  readonly #value: string;

  constructor(value: string) {
    this.#value = value;
  }

  headers(): Record<string, string> {
    return { "Content-Type": "application/json", Authorization: `Bearer ${this.#value}` };
  }

  /** An answer without the key, should the service repeat it in an error. */
  outOf(content: string): string {
    return this.#value.length >= SHORTEST_SECRET ? content.replaceAll(this.#value, "...") : content;
  }
}

/** The key given or in RUNWARE_API_KEY. Throws an AuthenticationError where there is none. */
export function apiKey(given: string | undefined): Secret {
  const value = (given || environment("RUNWARE_API_KEY") || "").trim();
  if (value === "") {
    throw new AuthenticationError({ code: "missingApiKey", message: "pass apiKey or set RUNWARE_API_KEY" });
  }
  if (!/^[ -~]+$/.test(value)) {
    // Found here, since what fails to send a header says which header it was.
    const message = "the API key holds characters that no HTTP header can; was it copied whole?";
    throw new AuthenticationError({ code: "invalidApiKey", message });
  }
  return new Secret(value);
}

/** The address given or in RUNWARE_BASE_URL. Throws a TypeError for what is none. */
export function baseURL(given: string | undefined): string {
  const url = given || environment("RUNWARE_BASE_URL") || BASE_URL;
  if (!isAddress(url)) throw new TypeError(`baseURL, or RUNWARE_BASE_URL, must be a URL such as ${BASE_URL}`);
  return url;
}

function isAddress(text: string): boolean {
  try {
    const url = new URL(text);
    // fetch() refuses addresses with a name and password, and prints them.
    const isPlain = url.username === "" && url.password === "";
    return ["http:", "https:"].includes(url.protocol) && url.port !== "0" && isPlain;
  } catch {
    return false;
  }
}

/** A variable of the process, where there is a process and it lets itself be asked. */
function environment(name: string): string | undefined {
  try {
    const { process } = globalThis as { process?: { env?: Record<string, string | undefined> } };
    return process?.env?.[name];
  } catch {
    return undefined;
  }
}

/** The task's id. Throws a TypeError without one, since nothing could be matched to the task. */
export function taskUUIDOf(request: object): string {
  const value = get(request, "taskUUID");
  if (typeof value !== "string") throw new TypeError("the request needs a taskUUID, by which its results are found");
  return value;
}

/** Writes the task's id on whatever ends a run, so that its fate can be asked for, and returns it. */
export function marked(error: unknown, request: unknown): unknown {
  const taskUUID = isObject(request) ? get(request, "taskUUID") : undefined;
  if (typeof taskUUID !== "string") return error;
  if (error instanceof RunwareError) error.taskUUID = taskUUID;
  else if (error instanceof Error && Object.isExtensible(error)) Object.assign(error, { taskUUID });
  return error;
}

/** The one-element array that goes on the wire. */
export function body(request: object): string {
  return JSON.stringify([request], (_, value: unknown) => {
    if (typeof value !== "number" || Number.isFinite(value)) return value;
    throw new TypeError("the request holds a number that JSON cannot write");
  });
}

/**
 * The answer to one task.
 *
 * Throws an ApiError when the task failed and nothing of it succeeded, a TransportError for an answer that is not
 * the service's envelope, and MissingResult where nothing in it is about the task.
 */
export function read(taskUUID: string, status: number, content: string): Result<Record<string, unknown>> {
  const envelope = readEnvelope(status, content);
  const items = objects(envelope["data"]).filter((item) => isAbout(taskUUID, item["taskUUID"]));
  const errors = [...objects(envelope["errors"]), ...objects(envelope["error"])]
    // An error that names no task is about the whole request, which is this task.
    .filter((raw) => isAbout(taskUUID, raw["taskUUID"]))
    .map((raw) => apiError(taskUUID, raw, status));
  if (items.length > 0) return { taskUUID, items, errors };
  if (errors[0] !== undefined) throw errors[0];
  if (status === 401) throw new AuthenticationError({ code: "unauthorized" }, status);
  if (status >= 400) throw new TransportError(`HTTP status ${status} without an error object`);
  throw new MissingResult("the answer holds nothing about the task");
}

function isAbout(taskUUID: string, found: unknown): boolean {
  return typeof found !== "string" || found.toLowerCase() === taskUUID.toLowerCase();
}

function readEnvelope(status: number, content: string): Record<string, unknown> {
  let value: unknown;
  try {
    value = JSON.parse(content);
  } catch {
    throw new TransportError(`HTTP status ${status}, and the answer is not JSON`);
  }
  if (!isObject(value)) throw new TransportError(`HTTP status ${status}, and the answer is not an object`);
  return value;
}

/** The objects of an array; the service also sends a lone one. */
function objects(value: unknown): Record<string, unknown>[] {
  return (Array.isArray(value) ? value : [value]).filter(isObject);
}

function apiError(taskUUID: string, raw: Record<string, unknown>, status: number): ApiError {
  const error = new (kindOfError(raw["code"]))(raw, status);
  error.taskUUID = taskUUID;
  return error;
}

function kindOfError(code: unknown): typeof ApiError {
  if (AUTHENTICATION_CODES.includes(code)) return AuthenticationError;
  return code === "conflictTaskUUID" ? TaskConflict : ApiError;
}

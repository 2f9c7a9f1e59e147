/** What a client needs to speak with Runware: a key that nothing shows, an address, and tasks as JSON texts. */

import { AuthenticationError } from "./errors.js";
import { get, isObject } from "./values.js";

const BASE_URL = "https://api.runware.ai/v1";
const SOCKET_URL = "wss://ws-api.runware.ai/v1";
/** A shorter key is one of a test: a word that may stand in any answer. */
const SHORTEST_SECRET = 16;

/** An API key that no console, JSON or error shows. */
export class Secret {
  readonly #value: string;

  constructor(value: string) {
    this.#value = value;
  }

  headers(): Record<string, string> {
    return { "Content-Type": "application/json", Authorization: `Bearer ${this.#value}` };
  }

  /** The first frame of a WebSocket; a session that was cut off is taken up again. */
  authentication(session: string | undefined): string {
    return JSON.stringify([
      { taskType: "authentication", apiKey: this.#value, ...(session && { connectionSessionUUID: session }) },
    ]);
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

/** Where the service's WebSocket is, which has a host of its own; anyone else's is expected at the same place. */
export function socketURL(base: string): string {
  return base === BASE_URL ? SOCKET_URL : base.replace(/^http/i, "ws");
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

/**
 * Writes the ids of the tasks on whatever ends a call, so that their fate can be asked for, and returns it: a single one
 * as `taskUUID`, several as `taskUUIDs`.
 */
export function marked(error: unknown, ...tasks: readonly unknown[]): unknown {
  const [taskUUID, ...others] = tasks;
  if (!(error instanceof Error) || !Object.isExtensible(error) || typeof taskUUID !== "string") return error;
  if (others.length > 0) return Object.assign(error, { taskUUIDs: tasks });
  return "taskUUID" in error ? error : Object.assign(error, { taskUUID });
}

/** The id of what may or may not be a request. */
export function idIn(request: unknown): unknown {
  return isObject(request) ? get(request, "taskUUID") : undefined;
}

/** A task as it goes on the wire. Throws a TypeError for what JSON cannot write. */
export function taskText(request: object): string {
  return JSON.stringify(request, (_, value: unknown) => {
    if (typeof value !== "number" || Number.isFinite(value)) return value;
    throw new TypeError("the request holds a number that JSON cannot write");
  });
}

/** The format of the file that a request asks for, where it says so. */
export function outputFormat(request: object): string | undefined {
  const value = get(request, "outputFormat");
  return typeof value === "string" ? value : undefined;
}

/** Whether this runs in a page, which anyone can read. */
export function isBrowser(): boolean {
  return typeof window !== "undefined" && typeof window.document !== "undefined";
}

/** What must not be repeated in an error, should the service do so: prompts, files, addresses, and what is long. */
export function privateTexts(request: object): string[] {
  const found = new Set<string>();
  const visit = (value: unknown, key: string): void => {
    // Also as it stands within JSON: an error may repeat a part of the request.
    if (typeof value === "string" && isPrivate(value, key)) found.add(value).add(JSON.stringify(value).slice(1, -1));
    else if (typeof value === "object" && value !== null) {
      for (const [inner, part] of Object.entries(value)) visit(part, inner);
    }
  };
  visit(request, "");
  return [...found].sort((left, right) => right.length - left.length);
}

const SHORTEST_PROMPT = 4;
const SHORTEST_PRIVATE = 80;

function isPrivate(value: string, key: string): boolean {
  if (value.startsWith("data:") || value.includes("://")) return true;
  return value.length >= (/prompt$/i.test(key) ? SHORTEST_PROMPT : SHORTEST_PRIVATE);
}

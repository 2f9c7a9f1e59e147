/** How a client is set up, and what can be set for one call. */

import type { SocketClass } from "./connection.js";
import type { Progress } from "./jobs.js";
import type { Journal } from "./journal.js";
import type { Polling, Some, Timeouts } from "./limits.js";
import type { Fetch } from "./rest.js";

/** How a client is set up. */
export interface RunwareOptions {
  /** Defaults to the environment variable RUNWARE_API_KEY. */
  readonly apiKey?: string | undefined;
  /** Defaults to the environment variable RUNWARE_BASE_URL, then to Runware's own address. */
  readonly baseURL?: string | undefined;
  /** One POST per exchange unless set; a WebSocket's address is derived from `baseURL`. */
  readonly transport?: "rest" | "websocket" | undefined;
  /** How long to wait, in milliseconds. */
  readonly timeouts?: Some<Timeouts> | undefined;
  /** How the results of accepted tasks are asked for, in milliseconds. */
  readonly polling?: Some<Polling> | undefined;
  /** Whether requests are validated before anything is sent; they are unless set to false. */
  readonly validate?: boolean | undefined;
  /** Where tasks are written down before they are sent: the path of a file, or anything that keeps lines. */
  readonly journal?: string | Journal | undefined;
  /** Is told how each task is getting on. */
  readonly onProgress?: ((progress: Progress) => void) | undefined;
  /** Used instead of the platform's own. */
  readonly fetch?: Fetch | undefined;
  /** Used instead of the platform's own; Node has one since version 22. */
  readonly WebSocket?: SocketClass | undefined;
  /** How many exchanges may be under way at once; 20 unless set. */
  readonly maxConcurrent?: number | undefined;
  /** In a browser anyone who opens the page can read the key; a client there must be asked for with true. */
  readonly dangerouslyAllowBrowser?: boolean | undefined;
}

/** Every option once; a type, so that the compiler finds the one that is missing. */
const KNOWN: Readonly<Record<keyof RunwareOptions, true>> = {
  apiKey: true,
  baseURL: true,
  transport: true,
  timeouts: true,
  polling: true,
  validate: true,
  journal: true,
  onProgress: true,
  fetch: true,
  WebSocket: true,
  maxConcurrent: true,
  dangerouslyAllowBrowser: true,
};
/** What other clients, and this one in Python, call them. */
const RIGHT: Readonly<Record<string, string>> = {
  timeout: "timeouts: { total }, in milliseconds",
  baseUrl: "baseURL",
  base_url: "baseURL",
  api_key: "apiKey",
  maxConnections: "maxConcurrent",
  max_connections: "maxConcurrent",
};

/** Throws a TypeError for an option that there is not: it would be ignored without a word. */
export function checkOptions(options: object): void {
  for (const name of Object.keys(options)) {
    if (Object.hasOwn(KNOWN, name)) continue;
    const shown = /^\w{1,40}$/.test(name) ? name : "of this name";
    const right = Object.hasOwn(RIGHT, name) ? RIGHT[name] : `one of ${Object.keys(KNOWN).join(", ")}`;
    throw new TypeError(`there is no option ${shown}; use ${right}`);
  }
}

/** What can be set for waiting. */
export interface WaitOptions {
  /** Milliseconds for the whole call. */
  readonly timeout?: number | undefined;
  /** Instead of the client's. */
  readonly onProgress?: ((progress: Progress) => void) | undefined;
  /** Gives up when aborted; the task may have been accepted all the same, and can be waited for later. */
  readonly signal?: AbortSignal | undefined;
}

/** What can be set for one call. */
export interface RunOptions extends WaitOptions {
  readonly validate?: boolean | undefined;
}

/** What can be set for many tasks. */
export interface ManyOptions extends RunOptions {
  /** How many tasks go in one POST; 20 unless set. */
  readonly batch?: number | undefined;
  /** How many batches are under way at once; 4 unless set. */
  readonly concurrency?: number | undefined;
}

/** One exchange by HTTP POST: an answer, or whether the request may have arrived. */

import { parseEnvelope, wait } from "./answers.js";
import { type Body, TooLarge, decoded, whole } from "./body.js";
import { codeOf, unconnected } from "./connecting.js";
import type { Outcome, Send } from "./effects.js";
import type { Secret } from "./protocol.js";
import { type Transport, heeding, limit } from "./transport.js";

/** What is asked of the response of a `fetch`. */
export interface FetchResponse {
  readonly status: number;
  readonly headers: { get(name: string): string | null };
  readonly body: Body | null;
}

/** What is asked of `fetch`: the platform's own, or anything that fetches like it. */
export type Fetch = (
  url: string,
  init: {
    method: "GET" | "POST";
    headers: Record<string, string>;
    body?: string;
    redirect: "manual" | "follow";
    credentials: "omit";
    signal: AbortSignal;
  },
) => Promise<FetchResponse>;

/** The platform's own fetch, looked up at each call so that tools which replace it are heard. */
export const platformFetch: Fetch = (url, init) => globalThis.fetch(url, init);

/** A larger answer is none. */
export const MOST_BYTES = 100_000_000;

/** Date.parse would read dates into many other texts. */
const HTTP_DATE = /^[A-Z][a-z]{2}, [0-9]{2} [A-Z][a-z]{2} [0-9]{4} [0-9:]{8} GMT$/;

export interface RestOptions {
  readonly fetch: Fetch;
  readonly url: string;
  readonly key: Secret;
  /** Milliseconds for one exchange. */
  readonly read: number;
}

export class RestTransport implements Transport {
  readonly #options: RestOptions;

  constructor(options: RestOptions) {
    this.#options = options;
  }

  async exchange(send: Send, signal: AbortSignal | undefined): Promise<Outcome> {
    signal?.throwIfAborted();
    const milliseconds = Math.min(send.timeout, this.#options.read);
    const within = limit(milliseconds, signal);
    try {
      return await heeding(this.#post(`[${send.elements.join(",")}]`, within.signal), within.signal);
    } catch (error) {
      signal?.throwIfAborted();
      if (within.signal.aborted) return { kind: "unknown", reason: `no answer within ${Math.ceil(milliseconds)} ms` };
      return failed(error, this.#options.url);
    } finally {
      within.done();
    }
  }

  async #post(body: string, signal: AbortSignal): Promise<Outcome> {
    const { fetch, url, key } = this.#options;
    const init = { method: "POST", headers: key.headers(), body, redirect: "manual", credentials: "omit" } as const;
    const response = await fetch(url, { ...init, signal });
    const { status, headers } = response;
    // A browser says of a redirection that it was none of the page's business.
    if (status === 0) return { kind: "answered", status: 302, envelope: {} };
    const retryAfter = wait(secondsOf(headers.get("retry-after")));
    const text = decoded(await whole(response.body, MOST_BYTES));
    const envelope = text === undefined ? undefined : parseEnvelope(key.outOf(text));
    if (envelope !== undefined) return { kind: "answered", status, envelope, retryAfter };
    // What says no need not be the service itself, but it has the last word; what says yes has to be.
    if (status >= 300 && status < 500) return { kind: "answered", status, envelope: {}, retryAfter };
    return { kind: "unknown", reason: `HTTP status ${status}, and the answer is not a JSON object` };
  }

  forget(): void {
    // Every exchange stands for itself.
  }

  close(): void {
    // The platform keeps the connections, and closes them.
  }
}

/** Not as a cause, and without its message: another client's error may carry the request, and the key with it. */
function failed(error: unknown, url: string): Outcome {
  const code = codeOf(error);
  const name = error instanceof Error && /^\w{1,40}$/.test(error.name) ? error.name : "Error";
  const reason = code === undefined ? name : `${name} (${code})`;
  if (error instanceof TooLarge) return { kind: "unknown", reason: `the answer has ${error.message}` };
  return unconnected(error, url) ?? { kind: "unknown", reason: `${reason}: no answer from the service` };
}

/** Retry-After is a number of seconds or a date. */
function secondsOf(header: string | null): number | undefined {
  if (header === null) return undefined;
  if (/^[0-9]{1,9}$/.test(header.trim())) return Number(header);
  const date = HTTP_DATE.test(header) ? Date.parse(header) : NaN;
  return Number.isNaN(date) ? undefined : Math.max(0, (date - Date.now()) / 1000);
}

/** Sending a body and getting an answer, or knowing within a set time that none came. */

import { TransportError } from "./errors.js";

/** What is asked of `fetch`: the platform's own, or anything that posts like it. */
export type Fetch = (
  url: string,
  init: {
    method: "POST";
    headers: Record<string, string>;
    body: string;
    redirect: "error";
    signal: AbortSignal;
  },
) => Promise<{ readonly status: number; text(): Promise<string> }>;

/** Longer waits than a timer can hold are waits without end. */
const LONGEST_TIMER = 2 ** 31 - 1;

/** The platform's own fetch, looked up at each call so that tools which replace it are heard. */
export const platformFetch: Fetch = (url, init) => globalThis.fetch(url, init);

/** A positive number of milliseconds, or Infinity. Throws a TypeError for anything else. */
export function milliseconds(value: number): number {
  if (typeof value !== "number" || !(value > 0)) throw new TypeError("timeout is a positive number of milliseconds");
  return value;
}

/**
 * Status and text of the answer.
 *
 * Throws the signal's reason when the caller gave up, and a TransportError when no answer came.
 */
export async function post(
  fetch: Fetch,
  url: string,
  headers: Record<string, string>,
  body: string,
  timeout: number,
  signal: AbortSignal | undefined,
): Promise<readonly [status: number, text: string]> {
  signal?.throwIfAborted();
  const controller = new AbortController();
  const giveUp = (): void => controller.abort();
  const timer = timeout <= LONGEST_TIMER ? setTimeout(giveUp, timeout) : undefined;
  signal?.addEventListener("abort", giveUp);
  try {
    const init = { method: "POST", headers, body, redirect: "error", signal: controller.signal } as const;
    return await Promise.race([answer(fetch(url, init)), ending(controller.signal)]);
  } catch (error) {
    signal?.throwIfAborted();
    if (controller.signal.aborted) throw new TransportError(`no answer from the service within ${timeout} ms`);
    // Not as a cause: another client's error may carry the request, and the key with it.
    throw new TransportError(`${reason(error)}: no answer from the service`);
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener("abort", giveUp);
  }
}

async function answer(response: ReturnType<Fetch>): Promise<readonly [number, string]> {
  const { status } = await response;
  return [status, await (await response).text()];
}

/** Rejects when the signal says so, for a fetch that does not heed it. */
function ending(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => signal.addEventListener("abort", reject, { once: true }));
}

/** The name of an error and the code of what caused it, such as `TypeError (ECONNREFUSED)`. */
function reason(error: unknown): string {
  if (!(error instanceof Error)) return "Error";
  const code = (error.cause as { code?: unknown } | undefined)?.code;
  return typeof code === "string" && /^[A-Z][A-Z0-9_]*$/.test(code) ? `${error.name} (${code})` : error.name;
}

/** What carries exchanges to the service and back, and the waits that all of them share. */

import type { Outcome, Send } from "./effects.js";

/** REST or WebSocket. An exchange never throws but for the signal's reason: what went wrong is an outcome. */
export interface Transport {
  /** Sends the elements once, and waits for the answer for as long as `send.timeout` and its own limits allow. */
  exchange(send: Send, signal: AbortSignal | undefined): Promise<Outcome>;
  /** Nobody waits for these tasks any longer. */
  forget(tasks: readonly string[]): void;
  /** Ends what is open; a later exchange opens it again. */
  close(): void;
}

/** Time and chance, which a test may make up. */
export interface World {
  /** Milliseconds that never go back. */
  now(): number;
  /** Milliseconds since 1970. */
  today(): number;
  /** A number from 0 up to 1. */
  random(): number;
  /** Rejects with the signal's reason when that comes first. */
  sleep(milliseconds: number, signal: AbortSignal | undefined): Promise<void>;
}

/** A longer wait than a timer can hold is made of several. */
const LONGEST_TIMER = 2 ** 31 - 1;

export const REAL_WORLD: World = {
  now: () => performance.now(),
  today: () => Date.now(),
  random: () => Math.random(),
  async sleep(milliseconds, signal) {
    for (let left = milliseconds; left > 0; left -= LONGEST_TIMER) await nap(Math.min(left, LONGEST_TIMER), signal);
  },
};

function nap(milliseconds: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    signal?.throwIfAborted();
    const end = (): void => {
      clearTimeout(timer);
      signal?.removeEventListener("abort", end);
      if (signal?.aborted) reject(signal.reason as Error);
      else resolve();
    };
    const timer = setTimeout(end, milliseconds);
    signal?.addEventListener("abort", end);
  });
}

/**
 * A signal that is aborted when time is up or the caller's own is; `done` takes its timer and listener away, and `end`
 * ends whatever still heeds it as well.
 */
export interface Limit {
  readonly signal: AbortSignal;
  done(): void;
  end(): void;
}

export function limit(milliseconds: number, outer: AbortSignal | undefined): Limit {
  const controller = new AbortController();
  const end = (): void => controller.abort();
  const timer = setTimeout(end, Math.min(Math.ceil(milliseconds), LONGEST_TIMER));
  outer?.addEventListener("abort", end);
  if (outer?.aborted) end();
  const done = (): void => {
    clearTimeout(timer);
    outer?.removeEventListener("abort", end);
  };
  return {
    signal: controller.signal,
    done,
    end() {
      done();
      end();
    },
  };
}

/** What a promise comes to, unless the signal is aborted first: for whatever does not heed signals. */
export function heeding<Value>(promise: Promise<Value>, signal: AbortSignal): Promise<Value> {
  return new Promise((resolve, reject) => {
    const end = (): void => reject(signal.reason as Error);
    if (signal.aborted) end();
    signal.addEventListener("abort", end, { once: true });
    promise.then(resolve, reject).finally(() => signal.removeEventListener("abort", end));
  });
}

/** Lets at most so many work at once; the rest wait in line. */
export class Gate {
  #free: number;
  readonly #line: (() => void)[] = [];

  constructor(places: number) {
    this.#free = places;
  }

  /** Takes a place, unless the signal is aborted before one is free; then its reason is thrown. */
  async enter(signal: AbortSignal | undefined): Promise<void> {
    signal?.throwIfAborted();
    if (this.#free > 0) {
      this.#free--;
      return;
    }
    await new Promise<void>((resolve, reject) => {
      const leave = (): void => {
        this.#line.splice(this.#line.indexOf(take), 1);
        reject(signal?.reason as Error);
      };
      const take = (): void => {
        signal?.removeEventListener("abort", leave);
        resolve();
      };
      this.#line.push(take);
      signal?.addEventListener("abort", leave, { once: true });
    });
  }

  leave(): void {
    const next = this.#line.shift();
    if (next === undefined) this.#free++;
    else next();
  }
}

/** How long to wait for what, and how often to ask; in milliseconds. */

/** Deadlines; none of them is without end. */
export interface Timeouts {
  /** For a WebSocket to be open and authenticated; 10 000 unless set. `fetch` keeps the platform's own. */
  readonly connect: number;
  /** For the answer to one exchange; 180 000 unless set. */
  readonly read: number;
  /** For a whole call, retries and polls included; 1 200 000 unless set. */
  readonly total: number;
}

/** How the results of an accepted task are asked for. */
export interface Polling {
  /** Before the first time; unless set 5000 for a video, 1000 for anything else. */
  readonly first: number | undefined;
  /** By how much each wait is longer than the one before it; 1.5 unless set. */
  readonly factor: number;
  /** No wait is longer, unless the service asks for it; 10 000 unless set. */
  readonly longest: number;
}

/** Some of the settings; the rest stays as it is. */
export type Some<Settings> = { readonly [Key in keyof Settings]?: Settings[Key] | undefined };

const TIMEOUTS: Timeouts = { connect: 10_000, read: 180_000, total: 1_200_000 };
const POLLING: Polling = { first: undefined, factor: 1.5, longest: 10_000 };
/** The waits where something went wrong. */
const RETRY: Polling = { first: 1000, factor: 2, longest: 30_000 };
const FIRST = { video: 5000, other: 1000 };
/** A wait differs by up to this part of it, so that clients that began together do not go on together. */
const JITTER = 0.2;

/** A positive, finite number of milliseconds. Throws a TypeError for anything else. */
export function milliseconds(value: unknown, name: string): number {
  if (typeof value !== "number" || !(value > 0 && value < Infinity))
    throw new TypeError(`${name} is a positive number of milliseconds`);
  return value;
}

/** All deadlines. Throws a TypeError for what is none. */
export function timeouts(given: Some<Timeouts> = {}, defaults: Timeouts = TIMEOUTS): Timeouts {
  return {
    connect: milliseconds(given.connect ?? defaults.connect, "timeouts.connect"),
    read: milliseconds(given.read ?? defaults.read, "timeouts.read"),
    total: milliseconds(given.total ?? defaults.total, "timeouts.total"),
  };
}

/** All of how polls are timed. Throws a TypeError for what cannot be. */
export function polling(given: Some<Polling> = {}): Polling {
  const { first = POLLING.first, factor = POLLING.factor, longest = POLLING.longest } = given;
  if (typeof factor !== "number" || !(factor >= 1 && factor < Infinity)) {
    throw new TypeError("polling.factor is a number not below 1");
  }
  return {
    first: first === undefined ? first : milliseconds(first, "polling.first"),
    factor,
    longest: milliseconds(longest, "polling.longest"),
  };
}

/** A number not below 1. Throws a TypeError for anything else. */
export function count(value: unknown, name: string): number {
  if (!Number.isSafeInteger(value) || (value as number) < 1) throw new TypeError(`${name} is a whole number from 1`);
  return value as number;
}

/** How long after its acceptance a task is asked for. */
export function firstPoll(taskType: string, { first, longest }: Polling): number {
  return Math.min(first ?? (taskType.startsWith("video") ? FIRST.video : FIRST.other), longest);
}

/** Waits that grow, each a little off. */
export class Backoff {
  readonly #first: number;
  readonly #polling: Polling;
  readonly #random: () => number;
  #next: number;

  /** `random` gives numbers from 0 up to 1. */
  constructor(random: () => number, polling: Polling = RETRY, first: number = polling.first ?? FIRST.other) {
    this.#first = first;
    this.#next = first;
    this.#polling = polling;
    this.#random = random;
  }

  next(): number {
    const wait = this.#next;
    this.#next = Math.min(wait * this.#polling.factor, this.#polling.longest);
    return wait * (1 - JITTER + 2 * JITTER * this.#random());
  }

  reset(): void {
    this.#next = this.#first;
  }
}

/** Whether the service was ever found at its address: known to all calls of one client; no input or output. */

import type { Outcome } from "./effects.js";
import { NotSent } from "./errors.js";

/** So often in one call is an address tried at which nobody was ever found, which takes some three seconds. */
const TRIES = 3;

/** What a client has learnt of its address. An outage of a service that was there before may pass. */
export class Reach {
  #isProved = false;

  /** Whatever may have arrived had a connection to arrive by. */
  learn(outcome: Outcome): void {
    this.#isProved ||= outcome.kind !== "unsent";
  }

  /** Whether so many failed attempts to connect are enough. */
  isHopeless(tries: number): boolean {
    return !this.#isProved && tries >= TRIES;
  }
}

/** What ends a call that found nobody. */
export function triedInVain(reason: string): NotSent {
  return new NotSent(`${reason}; tried ${TRIES} times, and nothing was sent`);
}

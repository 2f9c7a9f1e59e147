/** One task while the client works on it: its fate as far as it is known, and what came of it. */

import {
  type Item,
  type Words,
  failureOf,
  identity,
  isOfOneResult,
  isSuccess,
  longer,
  percentOf,
  presentable,
  wait,
} from "./answers.js";
import { ABOUT_THE_ID, apiError } from "./codes.js";
import { ApiError, DeadlineExceeded, NotSent, RunwareError } from "./errors.js";
import { Job, type Progress } from "./jobs.js";
import { triedInVain } from "./reach.js";

/** `new`: certainly not with the service, and may be sent. `unsure`: sent, and nothing is known of it. */
export type Fate = "new" | "unsure" | "accepted" | "ended";

/** What a task came to: results and errors, or the failure that is thrown in their place. */
export interface Ending {
  readonly job: Job;
  readonly items: readonly Item[];
  readonly errors: readonly ApiError[];
  readonly failure: RunwareError | undefined;
}

const TIME_IS_UP = "time is up, and the task is not finished; wait for its job, or ask for its taskUUID later";

/** `text` is the request as JSON, made once, so that every attempt sends the same bytes. */
export class Task {
  job: Job;
  fate: Fate;
  /** Whether an attempt of this call may have reached the service. */
  reached = false;
  /** Why the task is still not with the service: the reason that nothing was sent, or an error that asks to wait. */
  trouble: string | RunwareError | undefined;
  /** Undefined for a task that was submitted elsewhere. */
  readonly text: string | undefined;
  readonly #secrets: readonly string[];
  readonly #items: Map<string, Item>;
  readonly #errors: ApiError[] = [];
  #failure: RunwareError | undefined;
  #percent: number | undefined;
  /** When the service first said, after its acceptance, that it knows of no such task. */
  #missingSince: number | undefined;

  /** `secrets` are texts of the request that no error may repeat. */
  constructor(job: Job, text?: string, secrets: readonly string[] = []) {
    this.job = job;
    this.text = text;
    this.fate = text === undefined ? "accepted" : "new";
    this.#secrets = secrets;
    this.#items = new Map(job.results.map((item) => [identity(item), item]));
    this.#endIfComplete();
  }

  get name(): string {
    return this.job.taskUUID;
  }

  /** An error of the service about this task; `retryAfter` in milliseconds. */
  error(raw: Item, status: number, retryAfter?: number): ApiError {
    const made = apiError(presentable(raw, this.#secrets), status, longer(wait(raw["retryAfter"]), retryAfter));
    made.taskUUID = this.name;
    return made;
  }

  /** The element that asks for the task, as JSON. */
  get question(): string {
    return JSON.stringify({ taskType: "getResponse", taskUUID: this.name });
  }

  /** Keeps results and the errors of single results; returns the errors that are about the whole task. */
  take(words: Words, status: number, isAsking: boolean): Item[] {
    if (words.items.length > 0) this.accept();
    for (const item of words.items.filter(isSuccess)) {
      if (!this.#items.has(identity(item))) this.#items.set(identity(item), item);
    }
    this.#percent = percentOf(words.items);
    const { single, whole } = this.#sorted(words, isAsking);
    this.#keepErrors(single.map((raw) => this.error(raw, status)));
    this.#endIfComplete();
    return whole;
  }

  /** The errors of single results, and those about the whole task. */
  #sorted({ items, errors }: Words, isAsking: boolean): { single: Item[]; whole: Item[] } {
    const single = items.map(failureOf).filter((error) => error !== undefined);
    const told = single.map((error) => error["code"]);
    const whole: Item[] = [];
    const inMaking = items.length - single.length - items.filter(isSuccess).length;
    // An error beside items is that of another result, unless all of them are accounted for and not yet there.
    let room = inMaking > 0 ? this.job.numberResults - this.#items.size - inMaking : errors.length;
    for (const error of errors) {
      const same = told.indexOf(error["code"]);
      if (same >= 0) {
        // The failure of an item, told once more in its other place.
        told.splice(same, 1);
        continue;
      }
      const isBeside = items.length > 0 && room > 0;
      const isSingle = isBeside || (isAsking && isOfOneResult(error));
      (isSingle && !ABOUT_THE_ID.has(error["code"]) ? single : whole).push(error);
      room--;
    }
    return { single, whole };
  }

  /**
   * Answers are cumulative, and errors have no ids: of one code as many count as one answer holds.
   *
   * Their words may differ from answer to answer; to count one twice would end the task before its results.
   */
  #keepErrors(found: readonly ApiError[]): void {
    const known = this.#errors.map(({ code }) => code);
    for (const error of found) {
      const same = known.indexOf(error.code);
      if (same < 0) this.#errors.push(error);
      else known.splice(same, 1);
    }
  }

  #endIfComplete(): void {
    if (this.#items.size + this.#errors.length >= this.job.numberResults) this.#end();
  }

  /** The service has the task. */
  accept(): void {
    this.#missingSince = undefined;
    if (this.fate === "ended") return;
    this.fate = "accepted";
    this.job = this.job.at("accepted");
  }

  /** It was sent, and nobody knows what became of it. */
  doubt(): void {
    this.reached = true;
    this.fate = "unsure";
  }

  /** The service has never seen the task: it may be sent again, unless it was accepted before. */
  miss(failure: RunwareError, now: number, grace: number): void {
    if (this.fate === "unsure") {
      this.fate = "new";
      this.trouble = undefined;
      return;
    }
    this.#missingSince ??= now;
    if (now - this.#missingSince >= grace) this.fail(failure);
  }

  /** The task is over, without success but for what succeeded before. */
  fail(failure: RunwareError): void {
    this.#failure = failure;
    this.#end();
  }

  /** The call is over, the task may not be: its job stays as it is. */
  interrupt(failure: RunwareError): void {
    this.#failure = failure;
    this.fate = "ended";
  }

  /** Nobody is found at the address: what was not sent has failed, what was sent elsewhere may go on. */
  giveUp(reason: string): void {
    const failure = triedInVain(reason);
    if (this.fate === "new" && !this.reached) this.fail(failure);
    else this.interrupt(failure);
  }

  /** Time is up. */
  expire(): void {
    if (this.fate === "new" && this.trouble instanceof RunwareError) {
      this.fail(this.trouble);
    } else if (this.fate === "new" && !this.reached) {
      const why = this.trouble === undefined ? "" : `${this.trouble}: `;
      this.fail(new NotSent(`${why}nothing was sent before the deadline`));
    } else {
      this.interrupt(new DeadlineExceeded(TIME_IS_UP, this.job, [...this.#items.values()]));
    }
  }

  #end(): void {
    this.fate = "ended";
    this.job = this.job.at(this.#items.size > 0 ? "finished" : "failed");
  }

  /** `elapsed` in milliseconds. */
  progress(elapsed: number): Progress {
    const { taskUUID, state, numberResults } = this.job;
    const finished = this.#items.size + this.#errors.length;
    return { taskUUID, state, finished, expected: numberResults, percent: this.#percent, elapsed };
  }

  ending(): Ending {
    const items = [...this.#items.values()];
    const job = this.job.at(this.job.state, items);
    let errors: readonly ApiError[] = this.#errors;
    let failure = this.#failure;
    if (items.length > 0 && failure instanceof ApiError) {
      // What succeeded is never thrown away: the failure stands beside it.
      errors = [...errors, failure];
      failure = undefined;
    } else if (items.length === 0) {
      failure ??= errors[0];
    }
    if (failure !== undefined) failure.taskUUID = this.name;
    return { job, items, errors, failure };
  }
}

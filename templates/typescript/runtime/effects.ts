/** What the engine asks for, and what it is told: the whole of its dealings with the world. */

import type { Item } from "./answers.js";
import type { Job, Progress } from "./jobs.js";

/** Write these down before anything else happens. */
export interface RecordJobs {
  readonly kind: "record";
  readonly jobs: readonly Job[];
}

/** One exchange of a JSON array with the service, within `timeout` milliseconds. */
export interface Send {
  readonly kind: "send";
  /** Finished JSON texts. */
  readonly elements: readonly string[];
  /** The tasks they are about, by which an answer is matched. */
  readonly tasks: readonly string[];
  /** Whether these are tasks that may be paid for; else they are questions that can be asked at any time. */
  readonly isSubmission: boolean;
  readonly timeout: number;
}

export interface Pause {
  readonly kind: "pause";
  readonly milliseconds: number;
}

export interface ReportProgress {
  readonly kind: "report";
  readonly progress: Progress;
}

/** What the engine wants done next. Only a Send is answered. */
export type Effect = RecordJobs | Send | Pause | ReportProgress;

/**
 * The service answered. The envelope is empty where a status below 500 came without one; `retryAfter` is the header of
 * that name, in milliseconds.
 */
export interface Answered {
  readonly kind: "answered";
  readonly status: number;
  readonly envelope: Item;
  readonly retryAfter?: number | undefined;
}

/** Nothing reached the service, and that is certain. */
export interface Unsent {
  readonly kind: "unsent";
  readonly reason: string;
  /** No connection came about, for a reason that may well last: nobody listens, the name is not known. */
  readonly isUnreachable?: boolean;
}

/** It may have reached the service: no answer, half of one, or none that can be read. */
export interface Unknown {
  readonly kind: "unknown";
  readonly reason: string;
}

/** What came of a Send. */
export type Outcome = Answered | Unsent | Unknown;

/** A task that was submitted, as it is written down to be waited for later. */

import type { Item } from "./answers.js";
import { get, isObject } from "./values.js";

/** How far a task is: of a `submitted` one the fate is not known, the other words are what the service said. */
export type JobState = "submitted" | "accepted" | "finished" | "failed";

/** How a task is getting on. */
export interface Progress {
  readonly taskUUID: string;
  readonly state: JobState;
  /** How many of the expected results are there, or failed. */
  readonly finished: number;
  readonly expected: number;
  /** 0 to 100, where the service tells. */
  readonly percent: number | undefined;
  /** Milliseconds since the call began. */
  readonly elapsed: number;
}

/** What a Job is made of. */
export interface JobFields {
  readonly taskUUID: string;
  readonly taskType: string;
  readonly model: string;
  readonly numberResults: number;
  /** ISO 8601, in UTC. */
  readonly submittedAt: string;
  readonly state: JobState;
}

const STATES: readonly unknown[] = ["submitted", "accepted", "finished", "failed"];
/** No task has more; a number beyond is a slip, and nothing to wait for. */
const MOST_RESULTS = 1000;

/** A submitted task. It holds no key, no prompt and no media, so that it can be kept anywhere. */
export class Job implements JobFields {
  readonly taskUUID: string;
  readonly taskType: string;
  readonly model: string;
  readonly numberResults: number;
  readonly submittedAt: string;
  readonly state: JobState;
  readonly #results: readonly Item[];

  constructor(fields: JobFields, results: readonly Item[] = []) {
    this.taskUUID = fields.taskUUID;
    this.taskType = fields.taskType;
    this.model = fields.model;
    this.numberResults = fields.numberResults;
    this.submittedAt = fields.submittedAt;
    this.state = fields.state;
    this.#results = results;
    Object.freeze(this);
  }

  /** What the answer to the submission held already. It is not part of the JSON. */
  get results(): readonly Item[] {
    return this.#results;
  }

  /** The Job of a request that is about to be sent; `now` in milliseconds since 1970. */
  static of(request: object, taskUUID: string, now: number): Job {
    const number = get(request, "numberResults");
    return new Job({
      taskUUID,
      taskType: word(get(request, "taskType")),
      model: word(get(request, "model")),
      numberResults: isCount(number) && number <= MOST_RESULTS ? number : 1,
      submittedAt: new Date(now).toISOString(),
      state: "submitted",
    });
  }

  /** A Job from what `JSON.stringify` made of one. Throws a TypeError for anything else. */
  static fromJSON(json: string | object): Job {
    const fields: unknown = typeof json === "string" ? parse(json) : json;
    if (!isFields(fields)) throw new TypeError("this is not the JSON of a Job");
    return new Job(fields);
  }

  /** The same task further on, with what has come of it. */
  at(state: JobState, results: readonly Item[] = this.#results): Job {
    return new Job({ ...this.toJSON(), state }, results);
  }

  toJSON(): JobFields {
    const { taskUUID, taskType, model, numberResults, submittedAt, state } = this;
    return { taskUUID, taskType, model, numberResults, submittedAt, state };
  }
}

/** A short plain word, or nothing: what a caller mistook for a name may be a prompt. */
function word(value: unknown): string {
  return typeof value === "string" && /^[\w.:@+-]{1,100}$/.test(value) ? value : "";
}

function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 1;
}

function parse(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}

function isFields(value: unknown): value is JobFields {
  if (!(value instanceof Job) && !isObject(value)) return false;
  const fields = value as Partial<Record<keyof JobFields, unknown>>;
  const texts = [fields.taskUUID, fields.taskType, fields.model, fields.submittedAt];
  return texts.every(isString) && fields.taskUUID !== "" && isCount(fields.numberResults) && isState(fields.state);
}

function isString(value: unknown): value is string {
  return typeof value === "string";
}

function isState(value: unknown): value is JobState {
  return STATES.includes(value);
}

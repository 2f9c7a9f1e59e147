/** The client without its models: the generated `Runware` adds the validators and a method for each model. */

import { Core } from "./core.js";
import type { RunwareError } from "./errors.js";
import { Job } from "./jobs.js";
import { count } from "./limits.js";
import { inBatches } from "./many.js";
import { type Media, media } from "./media.js";
import type { ManyOptions, RunOptions, RunwareOptions, WaitOptions } from "./options.js";
import type { Violation } from "./report.js";
import { Result } from "./result.js";
import { type Ending, Task } from "./task.js";
import { REAL_WORLD, type World } from "./transport.js";

/** A model's function as a method: the same arguments, then what can be set for one call. */
export interface Method<Build extends (...args: never) => object, Item> {
  (...args: [...Parameters<Build>, run?: RunOptions]): Promise<Result<Item>>;
  /** Sends the request, and returns once the service has the task. */
  submit(...args: [...Parameters<Build>, run?: RunOptions]): Promise<Job>;
  /** Waits for a task that was submitted, here or elsewhere. */
  wait(job: Job | string, options?: WaitOptions): Promise<Result<Item>>;
}

const BATCH = 20;
const CONCURRENCY = 4;

/** Runs requests against Runware. */
export abstract class RunwareBase {
  readonly #core: Core;

  /**
   * Throws an AuthenticationError without a key, a TypeError for options that cannot be, and a RunwareError in a browser
   * that was not asked for, or without a WebSocket that was.
   *
   * `world` is time and chance, for tests.
   */
  constructor(options: RunwareOptions = {}, world: World = REAL_WORLD) {
    this.#core = new Core(options, world, (request) => this.violations(request));
  }

  /** Everything wrong with a request. */
  protected abstract violations(request: unknown): readonly Violation[];

  /**
   * Sends one request, waits for its task, and returns what it came to.
   *
   * Throws a ValidationError when the request breaks limits of its model and nothing was sent, an ApiError when the
   * service refused the task or it failed, DeadlineExceeded when time was up, another TransportError when the service
   * could not be reached, and the signal's reason when it was aborted; each has the `taskUUID`.
   */
  async run(request: object, options: RunOptions = {}): Promise<Result> {
    const task = this.#core.task(request, options);
    return thrown(this.#core.settled(await this.#core.end(task, options, "finished"), request));
  }

  /**
   * Sends one request and returns once the service has the task, which the Job waits for: here, or as JSON in another
   * process.
   *
   * Throws as `run` does.
   */
  async submit(request: object, options: RunOptions = {}): Promise<Job> {
    const { failure, job } = await this.#core.end(this.#core.task(request, options), options, "accepted");
    return thrown(failure ?? job);
  }

  /** What a task came to that was submitted, by its Job or its `taskUUID`. Throws as `run` does; nothing is sent again. */
  async wait(job: Job | string, options: WaitOptions = {}): Promise<Result> {
    return thrown(this.#core.settled(await this.#core.end(new Task(jobOf(job)), options, "finished")));
  }

  /**
   * Runs many requests, several in one POST, and returns what each came to, in their order: a Result or an error.
   *
   * `timeout` is for all of them. Throws only the signal's reason, what the journal throws, and a TypeError for a
   * request that cannot be matched or written.
   */
  async runMany(requests: Iterable<object>, options: ManyOptions = {}): Promise<(Result | RunwareError)[]> {
    const size = count(options.batch ?? BATCH, "batch");
    const lanes = count(options.concurrency ?? CONCURRENCY, "concurrency");
    const names = new Set<string>();
    const all = [...requests];
    const found = all.map((request) => this.#core.taskOrError(request, options, names));
    const tasks = found.filter((one) => one instanceof Task);
    const limits = this.#core.limits(options);
    const ends = new Map<Task, Ending>();
    const over: Job[] = [];
    await inBatches(tasks, size, lanes, async (batch) => {
      const { endings, ended } = await this.#core.work(batch, options, "finished", limits);
      over.push(...ended);
      for (const [i, task] of batch.entries()) ends.set(task, endings[i] as Ending);
    });
    await this.#core.delivered(over);
    return found.map((one, i) => (one instanceof Task ? this.#core.settled(ends.get(one) as Ending, all[i]) : one));
  }

  /** Uploads a picture, and returns the id by which requests can name it. It costs nothing. Throws as `run` does. */
  async upload(image: Media | Blob, options: WaitOptions = {}): Promise<string> {
    return this.#core.upload(await (image instanceof Blob ? media(image) : media(image)), options);
  }

  /** Closes the WebSocket, if there is one. It is opened again when it is needed. */
  close(): void {
    this.#core.transport.close();
  }

  /** A model's function as a method. It declares no defaults, since what comes after its parameters is for the run. */
  protected method<Build extends (...args: never) => object, Item>(build: Build): Method<Build, Item> {
    const make = build as unknown as (...args: readonly unknown[]) => object;
    const request = (args: readonly unknown[]): object => make(...args.slice(0, build.length));
    const options = (args: readonly unknown[]): RunOptions | undefined => args[build.length] as RunOptions | undefined;
    const run = async (...args: readonly unknown[]): Promise<Result> => this.run(request(args), options(args));
    const submit = async (...args: readonly unknown[]): Promise<Job> => this.submit(request(args), options(args));
    const wait = (job: Job | string, given?: WaitOptions): Promise<Result> => this.wait(job, given);
    return Object.assign(run, { submit, wait }) as unknown as Method<Build, Item>;
  }

  toJSON(): Record<string, unknown> {
    return { baseURL: this.#core.baseURL };
  }
}

/** A Job as it was returned, or of a task of which nothing but the id is known. */
function jobOf(job: Job | string): Job {
  if (job instanceof Job) return job;
  if (typeof job !== "string" || job === "") throw new TypeError("wait for a Job, or for the taskUUID of one");
  const unknown = { taskType: "", model: "", numberResults: 1, submittedAt: "" };
  return new Job({ ...unknown, taskUUID: job, state: "accepted" });
}

/** Throws errors, and returns anything else. */
function thrown<Value extends object>(found: Value | RunwareError): Value {
  if (found instanceof Error) throw found;
  return found;
}

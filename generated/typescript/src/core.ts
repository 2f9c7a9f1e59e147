/** What a client is made of, and how it works on tasks; what callers see of it is in `base.ts`. */

import type { Item } from "./answers.js";
import { newTaskUUID } from "./build.js";
import { type Means, drive } from "./drive.js";
import { Engine, type Limits, type Until } from "./engine.js";
import { RunwareError, TaskConflict, ValidationError } from "./errors.js";
import { Job } from "./jobs.js";
import { FileJournal, type Journal } from "./journal.js";
import { type Polling, type Timeouts, count, milliseconds, polling, timeouts } from "./limits.js";
import { type RunOptions, type RunwareOptions, type WaitOptions, checkOptions } from "./options.js";
import {
  apiKey,
  baseURL,
  idIn,
  isBrowser,
  marked,
  outputFormat,
  privateTexts,
  socketURL,
  taskText,
  taskUUIDOf,
} from "./protocol.js";
import type { Violation } from "./report.js";
import { Reach } from "./reach.js";
import { type Fetch, RestTransport, platformFetch } from "./rest.js";
import { Result } from "./result.js";
import { type Ending, Task } from "./task.js";
import { Gate, type Transport, type World } from "./transport.js";
import { uploading } from "./upload.js";
import { SocketTransport } from "./websocket.js";

const MOST_EXCHANGES = 20;

/** What is wrong with a request. */
export type Judge = (request: unknown) => readonly Violation[];

/** What the tasks of a batch came to, and the jobs whose end is to be noted once the caller knows. */
export interface Worked {
  readonly endings: readonly Ending[];
  readonly ended: readonly Job[];
}

export class Core {
  readonly baseURL: string;
  readonly transport: Transport;
  readonly #timeouts: Timeouts;
  readonly #polling: Polling;
  readonly #validates: boolean;
  readonly #journal: Journal | undefined;
  readonly #onProgress: RunwareOptions["onProgress"];
  readonly #fetch: Fetch;
  readonly #gate: Gate;
  readonly #world: World;
  readonly #judge: Judge;
  readonly #reach = new Reach();

  constructor(options: RunwareOptions, world: World, judge: Judge) {
    if (isBrowser() && options.dangerouslyAllowBrowser !== true) {
      throw new RunwareError(
        "in a browser anyone can read the API key: send requests from a server, or pass dangerouslyAllowBrowser: true",
      );
    }
    checkOptions(options);
    this.#timeouts = timeouts(options.timeouts);
    this.#polling = polling(options.polling);
    this.#validates = options.validate ?? true;
    this.#journal = typeof options.journal === "string" ? new FileJournal(options.journal) : options.journal;
    this.#onProgress = options.onProgress;
    this.#fetch = options.fetch ?? platformFetch;
    this.#gate = new Gate(count(options.maxConcurrent ?? MOST_EXCHANGES, "maxConcurrent"));
    this.#world = world;
    this.#judge = judge;
    this.baseURL = baseURL(options.baseURL);
    this.transport = transportOf(options, this.baseURL, this.#timeouts, this.#fetch);
  }

  /** The task of a request. Throws a ValidationError, and a TypeError for what cannot be matched or written. */
  task(request: object, options: RunOptions): Task {
    try {
      const found = (options.validate ?? this.#validates) ? this.#judge(request) : [];
      if (found.length > 0) throw new ValidationError(found);
      const job = Job.of(request, taskUUIDOf(request), this.#world.today());
      return new Task(job, taskText(request), privateTexts(request));
    } catch (error) {
      throw marked(error, idIn(request));
    }
  }

  /** The task, or what is wrong with it; `names` are the ids of those before it, since a batch cannot hold one twice. */
  taskOrError(request: object, options: RunOptions, names: Set<string>): Task | RunwareError {
    try {
      const task = this.task(request, options);
      const name = task.name.toLowerCase();
      if (names.has(name)) throw marked(new TaskConflict({ code: "conflictTaskUUID" }), task.name);
      names.add(name);
      return task;
    } catch (error) {
      if (error instanceof RunwareError) return error;
      throw error;
    }
  }

  /** What one task came to, until the service has it or until it is over. */
  async end(task: Task, options: WaitOptions, until: Until): Promise<Ending> {
    const { endings, ended } = await this.work([task], options, until);
    await this.delivered(ended);
    return endings[0] as Ending;
  }

  /**
   * Works on the tasks of one batch until the service has them, or until they are over. `limits` are those of the call
   * that the batch is a part of.
   */
  async work(tasks: readonly Task[], options: WaitOptions, until: Until, limits?: Limits): Promise<Worked> {
    try {
      const engine = new Engine(tasks, { ...(limits ?? this.limits(options)), polling: this.#polling, until });
      const endings = await drive(engine.steps(), this.#means(options));
      return { endings, ended: engine.ended };
    } catch (error) {
      throw marked(error, ...tasks.map((task) => task.name));
    }
  }

  /**
   * Notes in the journal what ended, now that the caller gets it.
   *
   * Not earlier: what a call that is interrupted had come to stays pending, and can be had again.
   */
  async delivered(ended: readonly Job[]): Promise<void> {
    for (const job of ended) {
      try {
        await this.#journal?.append(JSON.stringify(job));
      } catch {
        // What was paid for is worth more than the note that it came.
      }
    }
  }

  /** The id of an uploaded picture. */
  async upload(image: string, options: WaitOptions): Promise<string> {
    return drive(uploading(image, newTaskUUID, this.limits(options)), this.#means(options));
  }

  /** What a task came to; the request, where it is known, says of which format its files are. */
  settled({ job, items, errors, failure }: Ending, request?: object): Result | RunwareError {
    if (failure !== undefined) return failure;
    const format = request === undefined ? undefined : outputFormat(request);
    return new Result<Item>(job.taskUUID, items, errors, { fetch: this.#fetch, timeouts: this.#timeouts, format });
  }

  /** The limits of a call that begins now. */
  limits(options: WaitOptions): Limits {
    const { now, random } = this.#world;
    const total = milliseconds(options.timeout ?? this.#timeouts.total, "timeout");
    return { clock: now, random, deadline: now() + total, reach: this.#reach };
  }

  #means({ signal, onProgress = this.#onProgress }: WaitOptions): Means {
    const [transport, world, gate, journal] = [this.transport, this.#world, this.#gate, this.#journal];
    return { transport, world, gate, journal, signal, onProgress };
  }
}

function transportOf(options: RunwareOptions, url: string, limits: Timeouts, fetch: Fetch): Transport {
  const key = apiKey(options.apiKey);
  switch (options.transport) {
    case undefined:
    case "rest":
      return new RestTransport({ fetch, url, key, read: limits.read });
    case "websocket":
      return new SocketTransport({ WebSocket: options.WebSocket, url: socketURL(url), key, timeouts: limits });
    default:
      throw new TypeError('transport is "rest" or "websocket"');
  }
}

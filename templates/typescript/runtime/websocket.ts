/** Exchanges over one WebSocket: answers are matched by task, and what comes when nobody asks is kept. */

import { type Item, errorsOf, named, objects } from "./answers.js";
import { unreachable } from "./connecting.js";
import { Connection, Refused, type SocketClass, Unopened } from "./connection.js";
import type { Outcome, Send } from "./effects.js";
import { RunwareError } from "./errors.js";
import type { Timeouts } from "./limits.js";
import type { Secret } from "./protocol.js";
import { MOST_BYTES } from "./rest.js";
import { type Transport, heeding, limit } from "./transport.js";

/** How long a connection that nobody needs stays open, since it keeps the process alive. */
const IDLE = 5000;
/** What an answer by WebSocket would have as a status by HTTP. */
const OK = 200;
const UNAUTHORIZED = 401;

export interface SocketOptions {
  readonly WebSocket: SocketClass | undefined;
  readonly url: string;
  readonly key: Secret;
  readonly timeouts: Timeouts;
}

/** What has been said of a task since the last exchange about it. */
interface Heard {
  readonly data: Item[];
  readonly errors: Item[];
  length: number;
}

/** An exchange that has not ended; `end` ends it with what is there. */
interface Waiting {
  readonly tasks: readonly string[];
  readonly nameless: Item[];
  end(reason: string): void;
}

/** The platform's WebSocket, or the one that was passed. Throws a RunwareError where there is none. */
export function socketClass(given: SocketClass | undefined): SocketClass {
  const found = given ?? (globalThis as { WebSocket?: SocketClass }).WebSocket;
  if (found !== undefined) return found;
  throw new RunwareError("this platform has no WebSocket: pass one as `WebSocket`, such as that of the package ws");
}

export class SocketTransport implements Transport {
  readonly #options: SocketOptions & { readonly WebSocket: SocketClass };
  #connecting: Promise<Connection> | undefined;
  #connection: Connection | undefined;
  #session: string | undefined;
  /** The tasks that somebody works on, in lower case. */
  readonly #heard = new Map<string, Heard>();
  readonly #waiting = new Set<Waiting>();
  #idle: ReturnType<typeof setTimeout> | undefined;

  constructor(options: SocketOptions) {
    this.#options = { ...options, WebSocket: socketClass(options.WebSocket) };
  }

  async exchange(send: Send, signal: AbortSignal | undefined): Promise<Outcome> {
    signal?.throwIfAborted();
    clearTimeout(this.#idle);
    const tasks = send.tasks.map((task) => task.toLowerCase());
    for (const task of tasks) if (!this.#heard.has(task)) this.#heard.set(task, { data: [], errors: [], length: 0 });
    const connection = await this.#connected(send.timeout, signal);
    if (!(connection instanceof Connection)) return connection;
    // A task that was heard of is with the service: it is not sent again, and need not be asked for.
    const elements = send.elements.filter((_, i) => !this.#isHeard(tasks[i] ?? ""));
    if (elements.length === 0) return this.#answer(tasks, []);
    return this.#answered(tasks, connection, `[${elements.join(",")}]`, send.timeout, signal);
  }

  /** Sends a frame and waits until every task was heard of. */
  async #answered(
    tasks: readonly string[],
    connection: Connection,
    frame: string,
    timeout: number,
    signal: AbortSignal | undefined,
  ): Promise<Outcome> {
    const milliseconds = Math.min(timeout, this.#options.timeouts.read);
    const within = limit(milliseconds, signal);
    const nameless: Item[] = [];
    const ended = promised<string>();
    const waiting: Waiting = { tasks, nameless, end: ended.resolve };
    this.#waiting.add(waiting);
    try {
      connection.send(frame);
    } catch {
      this.#waiting.delete(waiting);
      within.done();
      return { kind: "unsent", reason: "the connection was closed" };
    }
    try {
      return this.#answer(tasks, nameless, await heeding(ended.promise, within.signal));
    } catch {
      signal?.throwIfAborted();
      return this.#answer(tasks, nameless, `no answer within ${Math.ceil(milliseconds)} ms`);
    } finally {
      within.done();
      this.#waiting.delete(waiting);
    }
  }

  /** What was heard of tasks, which is then no longer kept; nothing is an outcome too. */
  #answer(tasks: readonly string[], nameless: readonly Item[], reason = ""): Outcome {
    const heard = tasks.flatMap((task) => this.#heard.get(task) ?? []);
    const data = heard.flatMap((one) => one.data);
    const errors = [...heard.flatMap((one) => one.errors), ...nameless];
    for (const one of heard) {
      one.data.length = one.errors.length = one.length = 0;
    }
    if (data.length + errors.length === 0 && reason !== "") return { kind: "unknown", reason };
    return { kind: "answered", status: OK, envelope: { data, errors } };
  }

  #isHeard(task: string): boolean {
    const heard = this.#heard.get(task);
    return heard !== undefined && heard.data.length + heard.errors.length > 0;
  }

  /** An open connection, or why nothing can be sent. */
  async #connected(timeout: number, signal: AbortSignal | undefined): Promise<Connection | Outcome> {
    if (this.#connection?.isOpen) return this.#connection;
    const within = limit(timeout, signal);
    try {
      return await heeding((this.#connecting ??= this.#connect()), within.signal);
    } catch (error) {
      signal?.throwIfAborted();
      if (error instanceof Refused) return { kind: "answered", status: UNAUTHORIZED, envelope: error.envelope };
      if (error instanceof Unopened) return unreachable(this.#options.url, error.message);
      return { kind: "unsent", reason: within.signal.aborted ? "no connection in time" : reasonOf(error) };
    } finally {
      within.done();
    }
  }

  async #connect(): Promise<Connection> {
    const { WebSocket, url, key, timeouts } = this.#options;
    try {
      this.#connection?.end("another connection takes its place");
      const connection = await Connection.open({
        WebSocket,
        url,
        key,
        session: this.#session,
        timeout: timeouts.connect,
        onFrame: (envelope, length) => this.#read(envelope, length),
        onEnd: (reason) => this.#lost(reason),
      });
      this.#session = connection.session;
      this.#connection = connection;
      this.#rest();
      return connection;
    } finally {
      this.#connecting = undefined;
    }
  }

  #read(envelope: Item, length: number): void {
    const errors = errorsOf(envelope);
    const nameless = errors.filter((error) => named(error) === "");
    for (const item of objects(envelope["data"])) this.#keep(item, "data", length);
    for (const error of errors) this.#keep(error, "errors", length);
    const [only, ...others] = this.#waiting;
    const isEmpty = Array.isArray(envelope["data"]) && envelope["data"].length === 0 && errors.length === 0;
    if (nameless.length > 0 && others.length > 0) {
      // Whose error it is cannot be told: every one of them has to ask.
      for (const waiting of this.#waiting) waiting.end("an error that names no task");
    } else if (nameless.length > 0 || isEmpty) {
      only?.nameless.push(...nameless);
      if (others.length === 0) only?.end("");
    }
    for (const waiting of this.#waiting) if (waiting.tasks.every((task) => this.#isHeard(task))) waiting.end("");
  }

  /** Keeps what is said of a task that somebody works on. */
  #keep(object: Item, where: "data" | "errors", length: number): void {
    const heard = this.#heard.get(named(object));
    if (heard === undefined) return;
    heard[where].push(object);
    heard.length += length;
    if (heard.length > 2 * MOST_BYTES) this.#connection?.end("more was said of a task than can be kept");
  }

  #lost(reason: string): void {
    for (const waiting of this.#waiting) waiting.end(reason);
  }

  forget(tasks: readonly string[]): void {
    const wanted = new Set([...this.#waiting].flatMap((waiting) => waiting.tasks));
    for (const task of tasks.map((name) => name.toLowerCase())) if (!wanted.has(task)) this.#heard.delete(task);
    this.#rest();
  }

  /** Closes the connection some time after nobody needs it any longer. */
  #rest(): void {
    clearTimeout(this.#idle);
    if (this.#heard.size === 0) this.#idle = setTimeout(() => this.close(), IDLE);
  }

  close(): void {
    clearTimeout(this.#idle);
    this.#connection?.end("the client was closed");
    this.#connection = undefined;
  }
}

/** A promise, and what fulfils it. */
function promised<Value>(): { promise: Promise<Value>; resolve: (value: Value) => void } {
  let resolve: (value: Value) => void = () => undefined;
  const promise = new Promise<Value>((fulfil) => (resolve = fulfil));
  return { promise, resolve };
}

function reasonOf(error: unknown): string {
  return error instanceof Error && error.message !== "" ? error.message : "no connection";
}

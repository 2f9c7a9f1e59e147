/** One WebSocket from its opening to its end: authenticated, kept alive, and every frame read or the end of it. */

import { type Item, errorsOf, objects, parseEnvelope } from "./answers.js";
import { codeOf } from "./connecting.js";
import type { Secret } from "./protocol.js";
import { MOST_BYTES } from "./rest.js";

/** What is asked of a WebSocket: the platform's own, or one like it, such as that of the package ws. */
export interface Socket {
  readonly readyState: number;
  send(data: string): void;
  close(code?: number): void;
  addEventListener(type: "open" | "message" | "close" | "error", listener: (event: unknown) => void): void;
}

export type SocketClass = new (url: string) => Socket;

/** The service closes a connection that is silent for 120 seconds. */
const PING_EVERY = 30_000;
const PING = JSON.stringify([{ taskType: "ping", ping: true }]);
/** So many pings without any frame in return, and there is nobody on the other side. */
const MOST_UNHEARD = 3;
const OPEN = 1;
const NORMAL = 1000;

/** The service does not accept the key; `envelope` is what it says of that. */
export class Refused extends Error {
  readonly envelope: Item;

  constructor(envelope: Item) {
    super("the service refused the key");
    this.envelope = envelope;
  }
}

/** No connection came about; there was nobody to say why. */
export class Unopened extends Error {}

export interface ConnectionOptions {
  readonly WebSocket: SocketClass;
  readonly url: string;
  readonly key: Secret;
  /** The session of a connection that was lost: what the service could not deliver comes through this one. */
  readonly session: string | undefined;
  /** Milliseconds until it has to be open and authenticated. */
  readonly timeout: number;
  /** Every frame, and its length in characters. */
  onFrame(envelope: Item, length: number): void;
  /** After it was open, it is no longer. */
  onEnd(reason: string): void;
}

export class Connection {
  /** By which the service knows this client when it comes back. */
  session: string | undefined;
  readonly #socket: Socket;
  readonly #options: ConnectionOptions;
  #state: "opening" | "open" | "ended" = "opening";
  #unheard = 0;
  /** Whether there was somebody at the address, authenticated or not. */
  #isMet = false;
  #ping: ReturnType<typeof setInterval> | undefined;
  #opened: (() => void) | undefined;
  #failed: ((error: Error) => void) | undefined;

  private constructor(options: ConnectionOptions) {
    this.#options = options;
    this.session = options.session;
    this.#socket = opened(options);
    this.#socket.addEventListener("open", () => {
      this.#isMet = true;
      this.#socket.send(options.key.authentication(options.session));
    });
    this.#socket.addEventListener("message", (event) => this.#read((event as { data?: unknown }).data));
    this.#socket.addEventListener("close", () => this.end("the connection was closed"));
    // What an error says is for the platform's console; a close follows it, but for one that never opened.
    this.#socket.addEventListener("error", (event) => this.#fail((event as { error?: unknown } | undefined)?.error));
  }

  /** An authenticated connection. Throws Refused, or an Error that says why there is none. */
  static async open(options: ConnectionOptions): Promise<Connection> {
    const connection = new Connection(options);
    const timer = setTimeout(
      () => connection.#fail(undefined, `no connection within ${options.timeout} ms`),
      options.timeout,
    );
    try {
      await new Promise<void>((resolve, reject) => {
        connection.#opened = resolve;
        connection.#failed = reject;
      });
    } finally {
      clearTimeout(timer);
    }
    return connection;
  }

  get isOpen(): boolean {
    return this.#state === "open" && this.#socket.readyState === OPEN;
  }

  send(text: string): void {
    this.#socket.send(text);
  }

  /** Closes it, if it is not closed yet, and says so. */
  end(reason: string, error: Error = new Error(reason)): void {
    const before = this.#state;
    if (before === "ended") return;
    this.#state = "ended";
    clearInterval(this.#ping);
    try {
      this.#socket.close(NORMAL);
    } catch {
      // It was never open, and needs no closing.
    }
    if (before === "open") this.#options.onEnd(reason);
    else this.#failed?.(error);
  }

  /** Before it was open, `error` may say why; a platform's own says nothing. */
  #fail(error: unknown, reason = "the connection failed"): void {
    const code = codeOf(error);
    this.end(
      reason,
      this.#isMet ? new Error(reason) : new Unopened(code === undefined ? reason : `${reason} (${code})`),
    );
  }

  #read(data: unknown): void {
    if (this.#state === "ended") return;
    this.#unheard = 0;
    if (typeof data !== "string" || data.length > MOST_BYTES) return this.end("a frame that is no text, or too long");
    const envelope = parseEnvelope(this.#options.key.outOf(data));
    if (envelope === undefined) return this.end("a frame that is not a JSON object");
    const greeting = objects(envelope["data"]).find((item) => item["taskType"] === "authentication");
    const isRefused = this.#state === "opening" && greeting === undefined && errorsOf(envelope).length > 0;
    if (isRefused) return this.end("refused", new Refused(envelope));
    if (greeting !== undefined) this.#greeted(greeting);
    // A greeting may bring what could not be delivered before.
    this.#options.onFrame(envelope, data.length);
  }

  #greeted(greeting: Item): void {
    const session = greeting["connectionSessionUUID"];
    if (typeof session === "string") this.session = session;
    if (this.#state !== "opening") return;
    this.#state = "open";
    this.#ping = setInterval(() => this.#keepAlive(), PING_EVERY);
    this.#opened?.();
  }

  #keepAlive(): void {
    if (this.#unheard++ >= MOST_UNHEARD) this.end("the service is silent");
    else if (this.isOpen) this.#socket.send(PING);
  }
}

/** What a platform says of an address that it does not take may hold all of the address. */
function opened({ WebSocket, url }: ConnectionOptions): Socket {
  try {
    return new WebSocket(url);
  } catch {
    throw new Unopened("the platform opens no WebSocket to this address");
  }
}

/** The client without its models: the generated `Runware` adds the validators and a method for each model. */

import { RunwareError, ValidationError } from "./errors.js";
import { type Fetch, milliseconds, platformFetch, post } from "./post.js";
import { type Secret, apiKey, baseURL, body, marked, read, taskUUIDOf } from "./protocol.js";
import type { Violation } from "./report.js";
import type { Result } from "./result.js";

/** How a client is set up. */
export interface RunwareOptions {
  /** Defaults to the environment variable RUNWARE_API_KEY. */
  readonly apiKey?: string | undefined;
  /** Defaults to the environment variable RUNWARE_BASE_URL, then to Runware's own address. */
  readonly baseURL?: string | undefined;
  /** How long to wait for an answer, in milliseconds; 300 000 unless set. */
  readonly timeout?: number | undefined;
  /** Whether requests are validated before anything is sent; they are unless set to false. */
  readonly validate?: boolean | undefined;
  /** Used instead of the platform's own. */
  readonly fetch?: Fetch | undefined;
  /** In a browser anyone who opens the page can read the key; a client there must be asked for with true. */
  readonly dangerouslyAllowBrowser?: boolean | undefined;
}

/** What can be set for one call. */
export interface RunOptions {
  readonly validate?: boolean | undefined;
  readonly timeout?: number | undefined;
  /** Gives up when aborted; the task may have been accepted all the same. */
  readonly signal?: AbortSignal | undefined;
}

/** A model's function as a method: the same arguments, then what can be set for one call. */
export type Method<Build extends (...args: never) => object, Item> = (
  ...args: [...Parameters<Build>, run?: RunOptions]
) => Promise<Result<Item>>;

const TIMEOUT = 300_000;

/** Runs requests against Runware. */
export abstract class RunwareBase {
  readonly #key: Secret;
  readonly #baseURL: string;
  readonly #timeout: number;
  readonly #validate: boolean;
  readonly #fetch: Fetch;

  /** Throws an AuthenticationError without a key. */
  constructor(options: RunwareOptions = {}) {
    if (isBrowser() && options.dangerouslyAllowBrowser !== true) {
      throw new RunwareError(
        "in a browser anyone can read the API key: send requests from a server, or pass dangerouslyAllowBrowser: true",
      );
    }
    this.#key = apiKey(options.apiKey);
    this.#baseURL = baseURL(options.baseURL);
    this.#timeout = milliseconds(options.timeout ?? TIMEOUT);
    this.#validate = options.validate ?? true;
    this.#fetch = options.fetch ?? platformFetch;
  }

  /** Everything wrong with a request. */
  protected abstract violations(request: unknown): readonly Violation[];

  /**
   * Sends one request and returns the answer to it.
   *
   * Throws a ValidationError when the request breaks limits of its model and nothing was sent, an ApiError when the
   * service refused the task or it failed, a TransportError when no answer came, and the signal's reason when it was
   * aborted; each has the `taskUUID`.
   */
  async run(request: object, options: RunOptions = {}): Promise<Result<Record<string, unknown>>> {
    try {
      const found = (options.validate ?? this.#validate) ? this.violations(request) : [];
      if (found.length > 0) throw new ValidationError(found);
      const taskUUID = taskUUIDOf(request);
      const [status, text] = await this.#post(body(request), options);
      return read(taskUUID, status, this.#key.outOf(text));
    } catch (error) {
      throw marked(error, request);
    }
  }

  /** A model's function as a method. It declares no defaults, since what comes after its parameters is for the run. */
  protected method<Build extends (...args: never) => object, Item>(build: Build): Method<Build, Item> {
    const make = build as unknown as (...args: readonly unknown[]) => object;
    return async (...args: readonly unknown[]) => {
      const request = make(...args.slice(0, build.length));
      const result = await this.run(request, args[build.length] as RunOptions | undefined);
      return result as Result<Item>;
    };
  }

  toJSON(): Record<string, unknown> {
    return { baseURL: this.#baseURL };
  }

  #post(text: string, options: RunOptions): Promise<readonly [status: number, text: string]> {
    const timeout = milliseconds(options.timeout ?? this.#timeout);
    return post(this.#fetch, this.#baseURL, this.#key.headers(), text, timeout, options.signal);
  }
}

function isBrowser(): boolean {
  return typeof window !== "undefined" && typeof window.document !== "undefined";
}

/** What the tests of the client share: a client with one method, a fetch that answers from a script, a made-up clock. */

import assert from "node:assert/strict";
import { inspect } from "node:util";

import { type Method, RunwareBase } from "../src/base.js";
import type { ApiError, RunwareError } from "../src/errors.js";
import type { RunwareOptions } from "../src/options.js";
import { Violation } from "../src/report.js";
import type { Fetch } from "../src/rest.js";
import type { World } from "../src/transport.js";

export const KEY = "key-of-a-test-that-is-long-enough";
export const PROMPT = "a lighthouse that nobody may read about";
export const TASK = "0a000000-0000-4000-8000-00000000000A";
export const REQUEST = { taskType: "imageInference", taskUUID: TASK, model: "a:1@1", positivePrompt: PROMPT };
export const PICTURE = { taskUUID: TASK, imageUUID: "1", imageURL: "https://a.test/1.png" };

export type Init = Parameters<Fetch>[1];
/** What a service says to a body, and with which status; or what fetch throws. */
export type Say = (tasks: Record<string, unknown>[], attempt: number) => [status: number, said: unknown] | Error;

function make(prompt: string, options?: { seed: number }): object {
  return { ...REQUEST, positivePrompt: prompt, ...options };
}

export class Client extends RunwareBase {
  readonly make: Method<typeof make, { imageURL: string }> = this.method(make);

  protected override violations(request: unknown): readonly Violation[] {
    return "bad" in (request as object) ? [new Violation("unknown_field", "/bad", "bad", "{key} is bad{hint}")] : [];
  }
}

/** A clock that goes on where someone waits, and nowhere else. */
export function virtualWorld(): World & { time: number } {
  return {
    time: 0,
    now() {
      return this.time;
    },
    today: () => 1_760_000_000_000,
    random: () => 0.5,
    sleep(milliseconds, signal) {
      signal?.throwIfAborted();
      this.time += milliseconds;
      return Promise.resolve();
    },
  };
}

/** What a scripted fetch was asked is no option of a client. */
export function client(
  options: RunwareOptions & Partial<Pick<ReturnType<typeof saying>, "asked" | "bodies">> = {},
  world: World = virtualWorld(),
): Client {
  const own = Object.fromEntries(Object.entries(options).filter(([name]) => !["asked", "bodies"].includes(name)));
  return new Client({ apiKey: KEY, baseURL: "https://a.test/v1", ...own }, bound(world));
}

/** Its methods, free of it. */
function bound(world: World): World {
  return {
    now: () => world.now(),
    today: () => world.today(),
    random: () => world.random(),
    sleep: (milliseconds, signal) => world.sleep(milliseconds, signal),
  };
}

/** A fetch that answers from a script, and what it was asked. */
export function saying(say: Say): { fetch: Fetch; asked: [string, Init][]; bodies: () => unknown[] } {
  const asked: [string, Init][] = [];
  const fetch: Fetch = (url, init) => {
    asked.push([url, init]);
    const said = say(JSON.parse(init.body ?? "[]") as Record<string, unknown>[], asked.length - 1);
    if (said instanceof Error) return Promise.reject(said);
    const [status, content] = said;
    const body = typeof content === "string" ? content : JSON.stringify(content);
    return Promise.resolve(new Response(status === 204 ? null : body, { status }));
  };
  return { fetch, asked, bodies: () => asked.map(([, init]) => JSON.parse(init.body ?? "null") as unknown) };
}

/** A fetch that always answers the same. */
export function answering(content: unknown, status = 200): ReturnType<typeof saying> {
  return saying(() => [status, content]);
}

/** What a call ends in, after looking for what is private in all that might be printed of it. */
export async function failure(run: Promise<unknown>): Promise<RunwareError & ApiError> {
  const error = await run.then(
    () => assert.fail("nothing was thrown"),
    (thrown: unknown) => thrown,
  );
  discreet(error);
  return error as RunwareError & ApiError;
}

/** Fails where something private is printed of a value. */
export function discreet(value: unknown): void {
  const every = { showHidden: true, depth: 9, getters: true };
  for (const text of [inspect(value), inspect(value, every), JSON.stringify(value) ?? "", String(value)]) {
    assert.equal(text.includes(KEY), false, "the key is printed");
    assert.equal(text.includes(PROMPT), false, "the prompt is printed");
  }
}

/** An error as Node's fetch throws it. */
export function fetchError(code?: string): TypeError {
  return Object.assign(
    new TypeError(KEY),
    code === undefined ? {} : { cause: Object.assign(new Error(KEY), { code }) },
  );
}

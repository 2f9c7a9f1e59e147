import assert from "node:assert/strict";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { test } from "node:test";
import { inspect } from "node:util";

import { type Method, type RunOptions, RunwareBase, type RunwareOptions } from "../src/base.js";
import {
  ApiError,
  AuthenticationError,
  MissingResult,
  RunwareError,
  TaskConflict,
  TransportError,
  ValidationError,
} from "../src/errors.js";
import type { Fetch } from "../src/post.js";
import { Violation } from "../src/report.js";

const KEY = "key-of-a-test-that-is-long-enough";
const REQUEST = { taskUUID: "0A", positivePrompt: "a lighthouse" };
type Init = Parameters<Fetch>[1];

function make(prompt: string, options?: { seed: number }): object {
  return { ...REQUEST, positivePrompt: prompt, ...options };
}

class Client extends RunwareBase {
  readonly make: Method<typeof make, { imageURL: string }> = this.method(make);

  protected override violations(request: unknown): readonly Violation[] {
    return "bad" in (request as object) ? [new Violation("unknown_field", "/bad", "bad", "{key} is bad{hint}")] : [];
  }
}

function client(options: RunwareOptions = {}): Client {
  return new Client({ apiKey: KEY, ...options });
}

/** A fetch that answers with a text, and what it was asked. */
function answering(text: string, status = 200): { fetch: Fetch; asked: [string, Init][] } {
  const asked: [string, Init][] = [];
  const fetch: Fetch = (url, init) => {
    asked.push([url, init]);
    return Promise.resolve({ status, text: () => Promise.resolve(text) });
  };
  return { fetch, asked };
}

async function failure(run: Promise<unknown>): Promise<RunwareError & ApiError> {
  const error = await run.then(
    () => assert.fail("nothing was thrown"),
    (thrown: unknown) => thrown,
  );
  for (const text of [inspect(error, { showHidden: true, depth: 9 }), JSON.stringify(error), String(error)]) {
    assert.equal(text.includes(KEY), false);
  }
  return error as RunwareError & ApiError;
}

test("a request goes out as an array of one, with the key in the header", async () => {
  const { fetch, asked } = answering(
    '{"data": [{"taskUUID": "0a", "imageURL": "u", "new": 1}, {"taskUUID": "other"}]}',
  );
  const result = await client({ fetch, baseURL: "https://a.test/v1" }).run(REQUEST);
  assert.deepEqual(result, { taskUUID: "0A", items: [{ taskUUID: "0a", imageURL: "u", new: 1 }], errors: [] });
  const [[url, init]] = asked as [[string, Init]];
  assert.equal(url, "https://a.test/v1");
  assert.deepEqual(JSON.parse(init.body), [REQUEST]);
  assert.deepEqual([init.method, init.redirect], ["POST", "error"]);
  assert.deepEqual(init.headers, { "Content-Type": "application/json", Authorization: `Bearer ${KEY}` });
});

test("a model's function is a method with its own types", async () => {
  const { fetch, asked } = answering('{"data": {"imageURL": "u"}}');
  const made = client({ fetch });
  const url: string | undefined = (await made.make("a ship", { seed: 1 })).items[0]?.imageURL;
  assert.equal(url, "u");
  assert.equal(asked[0]?.[1].body, '[{"taskUUID":"0A","positivePrompt":"a ship","seed":1}]');
  const controller = new AbortController();
  controller.abort(new Error("enough"));
  assert.equal((await failure(made.make("a", undefined, { signal: controller.signal }))).message, "enough");
  // @ts-expect-error The options are those of the function.
  await made.make("a ship", { sead: 1 });
  // @ts-expect-error And those of the run.
  await made.make("a ship", { seed: 1 }, { sginal: 1 });
});

test("a wrong request is not sent, unless that was asked for", async () => {
  const { fetch, asked } = answering('{"data": [{}]}');
  const wrong = { ...REQUEST, bad: 1 };
  const error = await failure(client({ fetch }).run(wrong));
  assert.equal(error instanceof ValidationError, true);
  assert.deepEqual([error.taskUUID, asked.length], ["0A", 0]);
  await client({ fetch }).run(wrong, { validate: false });
  await client({ fetch, validate: false }).run(wrong);
  assert.equal(
    (await failure(client({ fetch, validate: false }).run(wrong, { validate: true }))).name,
    "ValidationError",
  );
  assert.equal(asked.length, 2);
});

test("a request that cannot be matched or written is not sent", async () => {
  const { fetch, asked } = answering('{"data": [{}]}');
  for (const request of [
    {},
    { taskUUID: 1 },
    { ...REQUEST, a: NaN },
    { ...REQUEST, a: [{ b: Infinity }] },
    { ...REQUEST, a: 1n },
  ]) {
    assert.equal((await failure(client({ fetch }).run(request))).name, "TypeError");
  }
  assert.equal(asked.length, 0);
});

test("what the service says becomes errors of the right kind", async () => {
  const cases: [string, number, new (...args: never) => RunwareError, string][] = [
    ['{"errors": [{"code": "invalidApiKey", "message": "no"}]}', 401, AuthenticationError, "no"],
    ['{"errors": [{"code": "conflictTaskUUID", "taskUUID": "0a"}]}', 400, TaskConflict, "conflictTaskUUID"],
    ['{"error": {"code": "new", "message": "m"}, "data": []}', 400, ApiError, "m"],
    ['{"errors": [{"code": "x", "taskUUID": "other"}]}', 200, MissingResult, "the answer holds nothing about the task"],
    ['{"data": []}', 401, AuthenticationError, "unauthorized"],
    ["{}", 500, TransportError, "HTTP status 500 without an error object"],
    ["{}", 200, MissingResult, "the answer holds nothing about the task"],
    ["[]", 200, TransportError, "HTTP status 200, and the answer is not an object"],
    ["<html>", 502, TransportError, "HTTP status 502, and the answer is not JSON"],
    [`${"[".repeat(100000)}`, 200, TransportError, "HTTP status 200, and the answer is not JSON"],
    [`{"errors": [{"code": "c", "message": "your key ${KEY} is old"}]}`, 403, ApiError, "your key ... is old"],
  ];
  for (const [text, status, kind, message] of cases) {
    const error = await failure(client(answering(text, status)).run(REQUEST));
    assert.equal(error.constructor, kind);
    assert.deepEqual([error.message, error.taskUUID], [message, "0A"]);
  }
});

test("results are kept when something else failed", async () => {
  const text = '{"data": [{"imageUUID": "1"}], "errors": [{"code": "taskFailed"}]}';
  const result = await client(answering(text)).run(REQUEST);
  assert.deepEqual(result.items, [{ imageUUID: "1" }]);
  assert.deepEqual(
    result.errors.map((error) => [error.code, error.status, error.taskUUID]),
    [["taskFailed", 200, "0A"]],
  );
});

test("no answer is a TransportError that says why, and nothing of the request", async () => {
  const refused = Object.assign(new TypeError(KEY), { cause: Object.assign(new Error(KEY), { code: "ECONNREFUSED" }) });
  for (const [thrown, message] of [
    [refused, "TypeError (ECONNREFUSED): no answer from the service"],
    [new TypeError(KEY), "TypeError: no answer from the service"],
    [KEY, "Error: no answer from the service"],
  ] as const) {
    const error = await failure(client({ fetch: () => Promise.reject(thrown as Error) }).run(REQUEST));
    assert.deepEqual(
      [error.name, error.message, error.cause, error.taskUUID],
      ["TransportError", message, undefined, "0A"],
    );
  }
  const synchronous = (): never => {
    throw new TypeError(KEY);
  };
  assert.equal((await failure(client({ fetch: synchronous }).run(REQUEST))).name, "TransportError");
});

test("a wait ends in time, even with a fetch that does not heed signals", async () => {
  const deaf: Fetch = () => new Promise(() => {});
  const stuck: Fetch = () => Promise.resolve({ status: 200, text: () => new Promise<string>(() => {}) });
  for (const fetch of [deaf, stuck]) {
    const error = await failure(client({ fetch }).run(REQUEST, { timeout: 20 }));
    assert.deepEqual([error.name, error.message], ["TransportError", "no answer from the service within 20 ms"]);
  }
  const { fetch } = answering('{"data": [{}]}');
  await client({ fetch, timeout: Infinity }).run(REQUEST);
  await client({ fetch, timeout: 2 ** 40 }).run(REQUEST);
});

test("an aborted run ends with the signal's reason, which names the task", async () => {
  const reasons: RunOptions["signal"][] = [];
  const deaf: Fetch = () => new Promise(() => {});
  for (const after of [undefined, 10]) {
    const controller = new AbortController();
    if (after === undefined) controller.abort();
    else setTimeout(() => controller.abort(), after);
    const error = await failure(client({ fetch: deaf }).run(REQUEST, { signal: controller.signal }));
    assert.equal(error, controller.signal.reason);
    assert.deepEqual([error.name, error.taskUUID], ["AbortError", "0A"]);
    reasons.push(controller.signal);
  }
  const frozen = Object.freeze(new Error("mine"));
  assert.equal(await failure(client({ fetch: deaf }).run(REQUEST, { signal: AbortSignal.abort(frozen) })), frozen);
  assert.equal(await failure(client({ fetch: deaf }).run(REQUEST, { signal: AbortSignal.abort("text") })), "text");
});

test("nothing listens to a signal, and no timer runs, after the run", async () => {
  const { fetch } = answering('{"data": [{}]}');
  const controller = new AbortController();
  let listening = 0;
  const signal = new Proxy(controller.signal, {
    get(target, key): unknown {
      if (key === "addEventListener") listening++;
      if (key === "removeEventListener") listening--;
      const value: unknown = Reflect.get(target, key);
      return typeof value === "function" ? (value.bind(target) as unknown) : value;
    },
  });
  await client({ fetch }).run(REQUEST, { signal });
  assert.equal(listening, 0);
});

test("the key is asked for, checked and never shown", () => {
  const before = process.env["RUNWARE_API_KEY"];
  try {
    delete process.env["RUNWARE_API_KEY"];
    for (const apiKey of [undefined, "", "  "]) {
      assert.throws(() => new Client({ apiKey }), { name: "AuthenticationError", code: "missingApiKey" });
    }
    for (const apiKey of ["naïve", "two\nlines", "\ud800"]) {
      assert.throws(() => new Client({ apiKey }), { name: "AuthenticationError", code: "invalidApiKey" });
    }
    process.env["RUNWARE_API_KEY"] = ` ${KEY}\n`;
    const made = new Client({ baseURL: "http://127.0.0.1:9/v1" });
    for (const text of [inspect(made, { showHidden: true, depth: 9 }), JSON.stringify(made), String(made)]) {
      assert.equal(text.includes(KEY), false);
    }
    assert.equal(JSON.stringify(made), '{"baseURL":"http://127.0.0.1:9/v1"}');
    assert.throws(() => structuredClone(made), { name: "DataCloneError" });
  } finally {
    if (before === undefined) delete process.env["RUNWARE_API_KEY"];
    else process.env["RUNWARE_API_KEY"] = before;
  }
});

test("addresses and times that cannot be are refused at once", () => {
  const addresses = [
    "ftp://a.test",
    "a.test",
    "http://",
    "http://a.test:0",
    "https://user:password@a.test/",
    "http://a.test:99999",
  ];
  for (const baseURL of addresses) {
    assert.throws(
      () => client({ baseURL }),
      (error: Error) => error instanceof TypeError && !error.message.includes("password"),
    );
  }
  for (const timeout of [0, -1, NaN, "5" as unknown as number]) assert.throws(() => client({ timeout }), TypeError);
});

test("the address may stand in the environment", async () => {
  const { fetch, asked } = answering('{"data": [{}]}');
  process.env["RUNWARE_BASE_URL"] = "https://b.test/v2";
  try {
    await client({ fetch }).run(REQUEST);
  } finally {
    delete process.env["RUNWARE_BASE_URL"];
  }
  await client({ fetch }).run(REQUEST);
  assert.deepEqual(
    asked.map(([url]) => url),
    ["https://b.test/v2", "https://api.runware.ai/v1"],
  );
});

test("a browser is no place for a key, unless someone insists", () => {
  const page = globalThis as { window?: unknown };
  page.window = { document: {} };
  try {
    assert.throws(() => client(), /dangerouslyAllowBrowser/);
    client({ dangerouslyAllowBrowser: true });
  } finally {
    delete page.window;
  }
});

test("the platform's fetch posts, and follows no redirection with the key", async () => {
  const heard: string[] = [];
  const server = createServer((request, response) => {
    heard.push(`${request.method} ${request.url} ${request.headers.authorization}`);
    if (request.url === "/moved") response.writeHead(307, { Location: "/v1" }).end();
    else if (request.url === "/cut") response.socket?.destroy();
    else response.end('{"data": [{"imageURL": "u"}]}');
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  try {
    assert.deepEqual((await client({ baseURL: `${origin}/v1` }).run(REQUEST)).items, [{ imageURL: "u" }]);
    for (const path of ["/moved", "/cut"]) {
      assert.equal((await failure(client({ baseURL: origin + path }).run(REQUEST))).name, "TransportError");
    }
  } finally {
    server.closeAllConnections();
    server.close();
  }
  assert.deepEqual(heard, [`POST /v1 Bearer ${KEY}`, `POST /moved Bearer ${KEY}`, `POST /cut Bearer ${KEY}`]);
});

import assert from "node:assert/strict";
import { test } from "node:test";
import { inspect } from "node:util";

import {
  ApiError,
  AuthenticationError,
  InvalidRequest,
  MissingResult,
  type RunwareError,
  TaskConflict,
  TransportError,
  ValidationError,
} from "../src/errors.js";
import { Job, type Progress } from "../src/jobs.js";
import { Result } from "../src/result.js";
import {
  Client,
  type Init,
  KEY,
  PICTURE,
  PROMPT,
  REQUEST,
  TASK,
  answering,
  client,
  discreet,
  failure,
  fetchError,
  saying,
  virtualWorld,
} from "./support.js";

const DONE = { data: [PICTURE] };

test("a request goes out as an array of one, with the key in the header", async () => {
  const { fetch, asked } = answering({
    data: [
      { ...PICTURE, new: 1 },
      { taskUUID: "other", imageUUID: "2" },
    ],
  });
  const result = await client({ fetch }).run(REQUEST);
  assert.equal(result instanceof Result, true);
  assert.deepEqual({ ...result }, { taskUUID: TASK, items: [{ ...PICTURE, new: 1 }], errors: [] });
  const [[url, init]] = asked as [[string, Init]];
  assert.equal(url, "https://a.test/v1");
  assert.deepEqual(JSON.parse(init.body ?? ""), [REQUEST]);
  assert.deepEqual([init.method, init.redirect, init.credentials], ["POST", "manual", "omit"]);
  assert.deepEqual(init.headers, { "Content-Type": "application/json", Authorization: `Bearer ${KEY}` });
});

test("a model's function is a method with its own types", async () => {
  const { fetch, asked } = answering({ data: { imageURL: "u" } });
  const made = client({ fetch });
  const url: string | undefined = (await made.make("a ship", { seed: 1 })).items[0]?.imageURL;
  assert.equal(url, "u");
  assert.deepEqual(JSON.parse(asked[0]?.[1].body ?? ""), [{ ...REQUEST, positivePrompt: "a ship", seed: 1 }]);
  const signal = AbortSignal.abort(new Error("enough"));
  assert.equal((await failure(made.make("a", undefined, { signal }))).message, "enough");
  const job: Job = await made.make.submit("a ship");
  assert.equal((await made.make.wait(job)).items[0]?.imageURL, "u");
  // @ts-expect-error The options are those of the function.
  await made.make("a ship", { sead: 1 });
  // @ts-expect-error And those of the run.
  await made.make("a ship", { seed: 1 }, { sginal: 1 });
  // @ts-expect-error To submit takes the same.
  await made.make.submit("a ship", { sead: 1 });
});

test("a wrong request is not sent, unless that was asked for", async () => {
  const { fetch, asked } = answering(DONE);
  const wrong = { ...REQUEST, bad: 1 };
  const error = await failure(client({ fetch }).run(wrong));
  assert.equal(error instanceof ValidationError, true);
  assert.deepEqual([error.code, error.taskUUID, asked.length], ["invalidRequest", TASK, 0]);
  await client({ fetch }).run(wrong, { validate: false });
  await client({ fetch, validate: false }).run(wrong);
  assert.equal(
    (await failure(client({ fetch, validate: false }).submit(wrong, { validate: true }))).name,
    "ValidationError",
  );
  assert.equal(asked.length, 2);
});

test("a request that cannot be matched or written is not sent", async () => {
  const { fetch, asked } = answering(DONE);
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

test("what is sent again is what was sent, whatever the caller does to the request meanwhile", async () => {
  const request: Record<string, unknown> = { ...REQUEST };
  const { fetch, asked } = saying((_, attempt) => {
    request["positivePrompt"] = "another";
    return attempt === 0 ? fetchError("ECONNREFUSED") : [200, DONE];
  });
  await client({ fetch }).run(request);
  assert.deepEqual(
    asked.map(([, init]) => init.body),
    [JSON.stringify([REQUEST]), JSON.stringify([REQUEST])],
  );
});

test("what the service says becomes errors of the right kind", async () => {
  const cases: [unknown, number, new (...args: never) => RunwareError, string][] = [
    [{ errors: [{ code: "invalidApiKey", message: "no" }] }, 401, AuthenticationError, "no"],
    [{ errors: [{ code: "conflictTaskUUID", taskUUID: TASK }] }, 400, TaskConflict, "conflictTaskUUID"],
    [{ error: { code: "new", message: "m" }, data: [] }, 400, ApiError, "m"],
    [{ data: [] }, 401, AuthenticationError, "unauthorized"],
    ["<html>", 404, TransportError, "HTTP status 404 without an error object"],
    ["", 307, TransportError, "HTTP status 307: the address redirects, and a task is not sent elsewhere"],
    [{ errors: [{ code: "invalidValue", message: `${KEY} ${PROMPT}` }] }, 403, InvalidRequest, "... ..."],
  ];
  for (const [said, status, kind, message] of cases) {
    const error = await failure(client(answering(said, status)).run(REQUEST));
    assert.equal(error.constructor, kind);
    assert.deepEqual([error.message, error.taskUUID], [message, TASK]);
  }
});

test("a prompt is known in JSON and within another, and so is an address", async () => {
  const positivePrompt = 'Say "h\u00e9llo"\nto the fox in the snow';
  const webhookURL = "https://a.test/?token=abc";
  const request = { ...REQUEST, positivePrompt, negativePrompt: "the fox", webhookURL };
  for (const written of [positivePrompt, JSON.stringify(positivePrompt), webhookURL]) {
    const answer = answering({ errors: [{ code: "invalidPositivePrompt", message: `no: ${written}.` }] }, 400);
    const error = await failure(client(answer).run(request, { validate: false }));
    assert.equal(error.message.replaceAll('"', ""), "no: ....");
  }
});

test("what cannot be read ends with the deadline, and is never sent twice", async () => {
  const cases = [
    [500, "{}"],
    [200, "[]"],
    [502, "<html>"],
    [200, "[".repeat(100_000)],
    [200, ""],
    [200, "{}"],
  ] as const;
  for (const [status, said] of cases) {
    const { fetch, bodies } = answering(said, status);
    const error = await failure(client({ fetch }).run(REQUEST));
    assert.deepEqual([error.name, error.code, error.taskUUID], ["DeadlineExceeded", "deadlineExceeded", TASK]);
    const posted = bodies().filter((body) => JSON.stringify(body).includes(PROMPT));
    assert.equal(posted.length, 1);
  }
});

test("a task that was accepted is asked for until it is finished", async () => {
  const told: Progress[] = [];
  const { fetch, bodies } = saying((_, attempt) => [
    200,
    attempt === 0
      ? { data: [{ taskUUID: TASK }] }
      : attempt === 1
        ? { data: [{ taskUUID: TASK, progress: 40 }] }
        : DONE,
  ]);
  const world = virtualWorld();
  const result = await client({ fetch }, world).run(REQUEST, { onProgress: (progress) => told.push(progress) });
  assert.deepEqual(result.items, [PICTURE]);
  assert.equal(world.time, 2500);
  assert.deepEqual(bodies().slice(1), Array(2).fill([{ taskType: "getResponse", taskUUID: TASK }]));
  assert.deepEqual(
    told.map(({ state, finished, expected, percent }) => [state, finished, expected, percent]),
    [
      ["accepted", 0, 1, undefined],
      ["accepted", 0, 1, 40],
      ["finished", 1, 1, undefined],
    ],
  );
});

test("a Job waits in another process, as JSON or as the id alone", async () => {
  const { fetch, bodies } = saying(([task]) => [200, task?.["taskType"] === "getResponse" ? DONE : ack()]);
  const ack = (): object => ({ data: [{ taskUUID: TASK }] });
  const job = await client({ fetch }).submit(REQUEST);
  const text = JSON.stringify(job);
  assert.deepEqual(JSON.parse(text), {
    taskUUID: TASK,
    taskType: "imageInference",
    model: "a:1@1",
    numberResults: 1,
    submittedAt: "2025-10-09T08:53:20.000Z",
    state: "accepted",
  });
  discreet(job);
  for (const waited of [job, Job.fromJSON(text), TASK]) {
    assert.deepEqual((await client({ fetch }).wait(waited)).items, [PICTURE]);
  }
  assert.equal(bodies().length, 4);
  await assert.rejects(client({ fetch }).wait(""), TypeError);
  await assert.rejects(client({ fetch }).wait({} as Job), TypeError);
});

test("what the answer to a submission held already is not asked for again", async () => {
  const { fetch, asked } = answering(DONE);
  const made = client({ fetch });
  const job = await made.submit(REQUEST);
  assert.deepEqual((await made.wait(job)).items, [PICTURE]);
  assert.equal(asked.length, 1);
  discreet(job);
});

test("the deadline names the job, and holds what came in time", async () => {
  const { fetch } = answering({ data: [PICTURE, { taskUUID: TASK, status: "processing" }] });
  const error = await failure(client({ fetch }).run({ ...REQUEST, numberResults: 2 }, { timeout: 60_000 }));
  const { job, items } = error as unknown as { job: Job; items: unknown };
  assert.deepEqual([error.name, job.state, items], ["DeadlineExceeded", "accepted", [PICTURE]]);
  assert.equal(inspect(error).includes("a.test"), false);
  assert.deepEqual(Job.fromJSON(JSON.stringify(job)), job);
});

test("an aborted run ends with the signal's reason, which names the task", async () => {
  const deaf = (): Promise<never> => new Promise(() => {});
  for (const after of [undefined, 10]) {
    const controller = new AbortController();
    if (after === undefined) controller.abort();
    else setTimeout(() => controller.abort(), after);
    const error = await failure(client({ fetch: deaf }).run(REQUEST, { signal: controller.signal }));
    assert.equal(error, controller.signal.reason);
    assert.deepEqual([error.name, error.taskUUID], ["AbortError", TASK]);
  }
  const frozen = Object.freeze(new Error("mine"));
  assert.equal(await failure(client({ fetch: deaf }).run(REQUEST, { signal: AbortSignal.abort(frozen) })), frozen);
  assert.equal(await failure(client({ fetch: deaf }).run(REQUEST, { signal: AbortSignal.abort("text") })), "text");
});

test("nothing listens to a signal after the run", async () => {
  const { fetch } = answering(DONE);
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
    discreet(made);
    assert.equal(JSON.stringify(made), '{"baseURL":"http://127.0.0.1:9/v1"}');
    assert.throws(() => structuredClone(made), { name: "DataCloneError" });
  } finally {
    if (before === undefined) delete process.env["RUNWARE_API_KEY"];
    else process.env["RUNWARE_API_KEY"] = before;
  }
});

test("addresses, times and numbers that cannot be are refused at once", async () => {
  const addresses = ["ftp://a.test", "a.test", "http://", "http://a.test:0", "https://user:password@a.test/"];
  for (const baseURL of addresses) {
    assert.throws(
      () => client({ baseURL }),
      (error: Error) => error instanceof TypeError && !error.message.includes("password"),
    );
  }
  for (const wrong of [0, -1, NaN, Infinity, "5" as unknown as number]) {
    for (const name of ["connect", "read", "total"]) {
      assert.throws(() => client({ timeouts: { [name]: wrong } }), TypeError);
    }
    assert.throws(() => client({ polling: { first: wrong } }), TypeError);
    await assert.rejects(client().run(REQUEST, { timeout: wrong }), { name: "TypeError", taskUUID: TASK });
  }
  for (const factor of [0.9, NaN, Infinity]) assert.throws(() => client({ polling: { factor } }), TypeError);
  for (const maxConcurrent of [0, 1.5, NaN]) assert.throws(() => client({ maxConcurrent }), TypeError);
  assert.throws(() => client({ transport: "smoke" as "rest" }), TypeError);
});

test("an option that there is not is refused, with the name of the right one", () => {
  const wrong: [object, RegExp][] = [
    [{ timeout: 5 }, /no option timeout; use timeouts: \{ total \}, in milliseconds$/],
    [{ base_url: "http://a.test" }, /no option base_url; use baseURL$/],
    [{ constructor: 1 }, /no option constructor; use one of apiKey, baseURL, /],
    [{ [KEY]: 1 }, /no option of this name; /],
  ];
  for (const [options, message] of wrong) {
    assert.throws(() => client(options), { name: "TypeError", message });
  }
});

test("the address may stand in the environment", async () => {
  const { fetch, asked } = answering(DONE);
  process.env["RUNWARE_BASE_URL"] = "https://b.test/v2";
  try {
    await client({ fetch, baseURL: undefined }).run(REQUEST);
  } finally {
    delete process.env["RUNWARE_BASE_URL"];
  }
  await client({ fetch, baseURL: undefined }).run(REQUEST);
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

test("a picture is uploaded, and tried again until it is there", async () => {
  const { fetch, bodies } = saying((_, attempt) => {
    if (attempt === 0) return fetchError("ECONNREFUSED");
    if (attempt === 1) return fetchError("UND_ERR_SOCKET");
    if (attempt === 2) return [400, { errors: [{ code: "conflictTaskUUID" }] }];
    if (attempt === 3) return [429, { errors: [{ code: "rateLimitExceeded", retryAfter: 7 }] }];
    return [200, { data: { taskType: "imageUpload", imageUUID: "an id" } }];
  });
  const world = virtualWorld();
  assert.equal(await client({ fetch }, world).upload(new Blob(["GIF89a"])), "an id");
  assert.equal(world.time, 1000 + 2000 + 4000 + 8000);
  const sent = bodies() as [{ taskUUID: string; image: string }][];
  assert.equal(sent[0]?.[0].image, "data:image/gif;base64,R0lGODlh");
  assert.deepEqual(
    sent.map(([{ taskUUID }]) => taskUUID === sent[0]?.[0].taskUUID),
    [true, true, true, false, false],
  );
});

test("a refused upload repeats no picture", async () => {
  const image = "data:image/png;base64,SECRET==";
  const fetch = answering({ errors: [{ code: "invalidImage", message: `no: ${image}`, value: image }] }, 400);
  const error = await failure(client(fetch).upload(image));
  assert.equal(JSON.stringify([error.message, error]).includes("SECRET"), false);
  assert.equal(error.message.includes("no: ..."), true);
});

test("an address at which nobody is found is given up, unless somebody was there before", async () => {
  const world = virtualWorld();
  const down = saying(() => fetchError("ECONNREFUSED"));
  const refused = "cannot connect to a.test:443: connection refused (ECONNREFUSED)";
  for (const call of [(made: Client) => made.run(REQUEST), (made: Client) => made.upload("u")]) {
    const error = await failure(call(client(down, world)));
    assert.deepEqual([error.name, error.message], ["NotSent", `${refused}; tried 3 times, and nothing was sent`]);
  }
  assert.equal(down.asked.length, 6);
  const restarts = saying((_, attempt) =>
    attempt > 0 && attempt < 9 ? fetchError("ECONNREFUSED") : [200, { data: [PICTURE] }],
  );
  const made = client(restarts, world);
  await made.run(REQUEST);
  assert.equal((await made.run({ ...REQUEST })).items.length, 1);
  assert.equal(restarts.asked.length, 10);
});

test("an upload that is refused, or never comes about, says so", async () => {
  const refused = { errors: [{ code: "invalidImage" }] };
  assert.equal((await failure(client(answering(refused, 400)).upload("u"))).name, "InvalidRequest");
  assert.equal((await failure(client(answering({ data: [] })).upload("u"))).constructor, MissingResult);
  const down = saying(() => fetchError("ECONNREFUSED"));
  assert.equal((await failure(client(down).upload("u", { timeout: 5000 }))).name, "NotSent");
  const cut = saying(() => fetchError("UND_ERR_SOCKET"));
  assert.equal((await failure(client(cut).upload("u", { timeout: 5000 }))).constructor, TransportError);
});

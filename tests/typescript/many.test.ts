import assert from "node:assert/strict";
import { test } from "node:test";

import { NotSent, RunwareError } from "../src/errors.js";
import { Result } from "../src/result.js";
import { REAL_WORLD } from "../src/transport.js";
import { REQUEST, client, discreet, failure, fetchError, saying, virtualWorld } from "./support.js";

function requests(count: number): Record<string, unknown>[] {
  return Array.from({ length: count }, (_, i) => ({ ...REQUEST, taskUUID: `task ${i}` }));
}

function pictures(tasks: readonly Record<string, unknown>[]): object[] {
  return tasks.map(({ taskUUID }) => ({ taskUUID, imageUUID: `of ${String(taskUUID)}` }));
}

function uuids(found: readonly (Result | RunwareError)[]): unknown[] {
  return found.map((one) => (one instanceof Result ? one.items[0]?.["imageUUID"] : one.name));
}

test("many go in batches, and come back in their order", async () => {
  const { fetch, bodies } = saying((tasks) => [200, { data: pictures(tasks).reverse() }]);
  const found = await client({ fetch }).runMany(requests(45));
  assert.deepEqual(
    uuids(found),
    requests(45).map(({ taskUUID }) => `of ${String(taskUUID)}`),
  );
  assert.deepEqual(
    bodies().map((body) => (body as unknown[]).length),
    [20, 20, 5],
  );
  assert.deepEqual(await client({ fetch }).runMany([]), []);
});

test("no more are under way than there are lanes, and no more exchanges than the client allows", async () => {
  for (const [options, most] of [
    [{ concurrency: 3 }, 3],
    [{ concurrency: 9, maxConcurrent: 2 }, 2],
  ] as const) {
    let now = 0;
    let peak = 0;
    const fetch = async (_: string, init: { body?: string }): Promise<Response> => {
      peak = Math.max(peak, ++now);
      await new Promise((resolve) => setTimeout(resolve, 2));
      now--;
      return Response.json({ data: pictures(JSON.parse(init.body ?? "") as []) });
    };
    const { concurrency, ...rest } = options;
    const found = await client({ fetch, ...rest }).runMany(requests(30), { batch: 2, concurrency });
    assert.equal(
      found.every((one) => one instanceof Result),
      true,
    );
    assert.equal(peak, most);
  }
});

test("who finds no free place by the deadline has sent nothing", async () => {
  const open = new AbortController();
  const fetch = (): Promise<never> => new Promise(() => {});
  const busy = client({ fetch, maxConcurrent: 1 }, REAL_WORLD);
  const first = busy.run(REQUEST, { signal: open.signal }).catch(() => undefined);
  const error = await failure(busy.run({ ...REQUEST, taskUUID: "task 1" }, { timeout: 50 }));
  open.abort();
  await first;
  assert.equal(error instanceof NotSent, true);
  assert.equal(error.message, "no free connection in time: nothing was sent before the deadline");
});

test("the time is that of the whole call, and what could not begin in it was not sent", async () => {
  const world = virtualWorld();
  const sent: unknown[] = [];
  const noted: string[] = [];
  const { fetch } = saying((tasks) => {
    world.time += 400;
    sent.push(...tasks.map((task) => task["taskUUID"]));
    return [200, { data: pictures(tasks) }];
  });
  const journal = { append: (line: string) => void noted.push(line) };
  const found = await client({ fetch, journal }, world).runMany(requests(4), {
    batch: 1,
    concurrency: 1,
    timeout: 600,
  });
  assert.deepEqual(uuids(found), ["of task 0", "of task 1", "NotSent", "NotSent"]);
  assert.equal(found[3]?.taskUUID, "task 3");
  assert.deepEqual(sent, ["task 0", "task 1"]);
  assert.equal(noted.join().includes("task 2"), false);
});

test("one that fails takes none with it", async () => {
  const { fetch } = saying((tasks) => [
    200,
    { data: pictures(tasks.slice(1)), errors: [{ taskUUID: tasks[0]?.["taskUUID"], code: "invalidValue" }] },
  ]);
  const asked = requests(4);
  Object.assign(asked[2] ?? {}, { bad: 1 });
  const found = await client({ fetch }).runMany([...asked, { ...REQUEST, taskUUID: "TASK 3" }]);
  assert.deepEqual(uuids(found), ["InvalidRequest", "of task 1", "ValidationError", "of task 3", "TaskConflict"]);
  assert.deepEqual(
    found.map((one) => one.taskUUID),
    ["task 0", "task 1", "task 2", "task 3", "TASK 3"],
  );
  discreet(found);
});

test("a batch of unknown fate is asked for, and only what was never seen goes again", async () => {
  const seen: unknown[] = [];
  const { fetch } = saying((tasks, attempt) => {
    seen.push(tasks.map((task) => [task["taskType"], task["taskUUID"]]));
    if (attempt === 0) return fetchError("ECONNRESET");
    const [known, unknown] = [tasks.slice(0, 1), tasks.slice(1)];
    if (attempt > 1) return [200, { data: pictures(tasks) }];
    return [
      200,
      { data: pictures(known), errors: unknown.map(({ taskUUID }) => ({ taskUUID, code: "taskNotFound" })) },
    ];
  });
  const found = await client({ fetch }).runMany(requests(2));
  assert.deepEqual(uuids(found), ["of task 0", "of task 1"]);
  const [type, question] = ["imageInference", "getResponse"];
  assert.deepEqual(seen, [
    [
      [type, "task 0"],
      [type, "task 1"],
    ],
    [
      [question, "task 0"],
      [question, "task 1"],
    ],
    [[type, "task 1"]],
  ]);
});

test("who gives up is told the ids of what was under way", async () => {
  const fetch = (): Promise<never> => new Promise(() => {});
  const controller = new AbortController();
  setTimeout(() => controller.abort(), 10);
  const error = await client({ fetch })
    .runMany(requests(3), { signal: controller.signal })
    .catch((thrown: unknown) => thrown);
  assert.equal(error, controller.signal.reason);
  assert.deepEqual((error as { taskUUIDs?: unknown }).taskUUIDs, ["task 0", "task 1", "task 2"]);
});

test("numbers that cannot be are refused, and a slip of the caller is not swallowed", async () => {
  for (const options of [{ batch: 0 }, { concurrency: NaN }, { batch: 1.5 }]) {
    await assert.rejects(client().runMany(requests(1), options), TypeError);
  }
  await assert.rejects(client().runMany([{ model: "a:1@1" }]), TypeError);
});

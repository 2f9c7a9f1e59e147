import assert from "node:assert/strict";
import { appendFile, mkdtemp, readFile, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";

import { Job, type Progress } from "../src/jobs.js";
import { FileJournal, pendingJobs } from "../src/journal.js";
import { KEY, PICTURE, PROMPT, REQUEST, TASK, answering, client, failure, fetchError, saying } from "./support.js";

async function path(): Promise<string> {
  return join(await mkdtemp(join(tmpdir(), "airsmith-test-")), "journal");
}

const FIELDS = {
  taskUUID: TASK,
  taskType: "videoInference",
  model: "a:1@1",
  numberResults: 2,
  submittedAt: "2026-11-22T00:00:00.000Z",
  state: "accepted",
} as const;

test("a Job is what its JSON says", () => {
  const job = new Job(FIELDS);
  assert.deepEqual(Job.fromJSON(JSON.stringify(job)), job);
  assert.deepEqual(Job.fromJSON(FIELDS), job);
  assert.deepEqual(Job.fromJSON(job), job);
  assert.equal(Object.isFrozen(job), true);
  assert.deepEqual({ ...job.at("finished") }, { ...FIELDS, state: "finished" });
});

test("nothing else is a Job", () => {
  const wrong = [
    ...["", "null", "[]", "{", "{}", '"a"', JSON.stringify(FIELDS).slice(0, -5)],
    ...[{ state: "lost" }, { numberResults: 0 }, { numberResults: "2" }, { taskUUID: "" }, { model: 1 }].map((one) => ({
      ...FIELDS,
      ...one,
    })),
  ];
  for (const json of wrong) assert.throws(() => Job.fromJSON(json), TypeError);
});

test("what a caller mistook for a name is not written down", () => {
  const job = Job.of({ taskType: PROMPT, model: `${KEY} ${KEY}`, numberResults: 1e9 }, TASK, 0);
  assert.deepEqual([job.taskType, job.model, job.numberResults], ["", "", 1]);
});

test("a task is in the journal before it is sent, and once more when it ends", async () => {
  const file = await path();
  const journal = new FileJournal(file);
  let before = "";
  const fetch = async (): Promise<Response> => {
    before = await readFile(file, "utf8");
    assert.deepEqual(
      (await journal.pending()).map((job) => job.taskUUID),
      [TASK],
    );
    return Response.json({ data: [PICTURE] });
  };
  await client({ fetch, journal: file }).run(REQUEST);
  assert.deepEqual(before.split("\n").length, 2);
  const after = await readFile(file, "utf8");
  assert.deepEqual(
    after
      .trim()
      .split("\n")
      .map((line) => (JSON.parse(line) as Job).state),
    ["submitted", "finished"],
  );
  assert.deepEqual(await journal.pending(), []);
  assert.equal(after.includes(KEY) || after.includes(PROMPT) || after.includes("a.test"), false);
  assert.equal((await stat(file)).mode & 0o777, 0o600);
});

test("a call that was given up is pending, and can be taken up", async () => {
  const file = await path();
  const cut = client({ fetch: () => new Promise(() => {}), journal: file });
  const controller = new AbortController();
  setTimeout(() => controller.abort(), 20);
  await failure(cut.run(REQUEST, { signal: controller.signal }));
  const [job] = await new FileJournal(file).pending();
  const result = await client({ ...answering({ data: [PICTURE] }), journal: file }).wait(job as Job);
  assert.deepEqual(result.items, [PICTURE]);
  assert.deepEqual(await new FileJournal(file).pending(), []);
});

test("results that nobody was given are pending", async () => {
  const file = await path();
  const requests = [REQUEST, { ...REQUEST, taskUUID: "another" }];
  const { fetch } = saying((tasks) => [200, { data: tasks.map(({ taskUUID }) => ({ ...PICTURE, taskUUID })) }]);
  const onProgress = ({ taskUUID, state }: Progress): void => {
    if (taskUUID === "another" && state === "finished") throw new Error("enough");
  };
  const made = client({ fetch, journal: file });
  assert.equal((await failure(made.runMany(requests, { batch: 1, concurrency: 1, onProgress }))).message, "enough");
  const pending = await new FileJournal(file).pending();
  assert.deepEqual(
    pending.map((job) => job.taskUUID),
    [TASK, "another"],
  );
});

test("what a crash cut short is passed over, and swallows nothing", async () => {
  const file = await path();
  const journal = new FileJournal(file);
  assert.deepEqual(await journal.pending(), []);
  await journal.append(JSON.stringify(FIELDS));
  await appendFile(file, '{"taskUUID": "half of a li');
  await journal.append(JSON.stringify({ ...FIELDS, taskUUID: "another" }));
  assert.deepEqual(
    (await journal.pending()).map((job) => job.taskUUID),
    [TASK, "another"],
  );
  await Promise.all(
    Array.from({ length: 20 }, (_, i) => journal.append(JSON.stringify({ ...FIELDS, taskUUID: `${i}` }))),
  );
  assert.equal((await journal.pending()).length, 22);
});

test("a task that cannot be written down is not sent; one that has ended is not lost", async () => {
  const { fetch, asked } = answering({ data: [PICTURE] });
  const full = { append: (): Promise<void> => Promise.reject(new Error("no space")) };
  assert.equal((await failure(client({ fetch, journal: full }).run(REQUEST))).message, "no space");
  assert.equal(asked.length, 0);
  await failure(client({ fetch, journal: join(await path(), "nowhere", "x") }).run(REQUEST));
  assert.equal(asked.length, 0);
  const later = {
    append(line: string): void {
      if (line.includes("finished")) throw new Error("no space");
    },
  };
  assert.deepEqual((await client({ fetch, journal: later }).run(REQUEST)).items, [PICTURE]);
});

test("a journal of one's own keeps lines wherever it likes", async () => {
  const lines: string[] = [];
  const { fetch } = saying(() => fetchError("ECONNREFUSED"));
  const made = client({ fetch, journal: { append: (line) => void lines.push(line) } });
  assert.equal((await failure(made.run(REQUEST, { timeout: 1000 }))).name, "NotSent");
  assert.equal(lines.length, 2);
  assert.deepEqual(
    pendingJobs(lines.slice(0, 1)).map((job) => job.state),
    ["submitted"],
  );
  assert.deepEqual(pendingJobs(lines), []);
});

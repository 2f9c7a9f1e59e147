import assert from "node:assert/strict";
import { test } from "node:test";

import type { Outcome } from "../src/effects.js";
import { Job } from "../src/jobs.js";
import { Task } from "../src/task.js";
import { type Exchange, play } from "./virtual.js";

const SEED = 20251027;
const RUNS = 3000;
const DEADLINE = 300_000;

/** Numbers from 0 up to 1 that depend on the seed alone (mulberry32). */
function generator(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** A service that bills a task when it accepts it, forgets none, and whose line to the client fails in every way. */
class FaultyService {
  readonly accepted = new Map<string, { at: number; billed: number; told: boolean }>();
  readonly #random: () => number;
  /** Below 1: then no exchange fails, so that there is an end to faults. */
  readonly #faults: number;

  constructor(random: () => number) {
    this.#random = random;
    this.#faults = random() * 0.9;
  }

  readonly exchange: Exchange = (send, now) => {
    const takes = Math.min(send.timeout, this.#random() < 0.2 ? this.#random() * 200_000 : this.#random() * 3000);
    const fault = this.#random() < this.#faults ? Math.floor(this.#random() * 8) : -1;
    if (fault === 0) return { outcome: { kind: "unsent", reason: "ECONNREFUSED" }, takes };
    if (fault === 1) return { outcome: { kind: "unknown", reason: "cut before" }, takes };
    if (fault === 2) return { outcome: answered(429, send.tasks, "rateLimitExceeded"), takes };
    const outcome = send.isSubmission ? this.#accept(send.tasks, now) : this.#tell(send.tasks, now);
    if (fault === 3) return { outcome: { kind: "unknown", reason: "cut after" }, takes };
    if (fault === 4) return { outcome: answered(500, send.tasks, "internalServerError"), takes };
    if (fault === 5) return { outcome: { kind: "answered", status: 200, envelope: { data: [] } }, takes };
    if (fault === 6) return { outcome: { kind: "answered", status: 502, envelope: {} }, takes };
    return { outcome, takes };
  };

  #accept(tasks: readonly string[], now: number): Outcome {
    const data: object[] = [];
    const errors: object[] = [];
    for (const taskUUID of tasks) {
      const known = this.accepted.get(taskUUID);
      if (known !== undefined) errors.push({ taskUUID, code: "conflictTaskUUID" });
      else {
        this.accepted.set(taskUUID, { at: now, billed: 1, told: false });
        data.push({ taskUUID });
      }
    }
    return { kind: "answered", status: errors.length > 0 ? 400 : 200, envelope: { data, errors } };
  }

  #tell(tasks: readonly string[], now: number): Outcome {
    const data: object[] = [];
    const errors: object[] = [];
    for (const taskUUID of tasks) {
      const known = this.accepted.get(taskUUID);
      if (known === undefined) errors.push({ taskUUID, code: "taskNotFound" });
      else if (now - known.at < 8000) data.push({ taskUUID, status: "processing" });
      else data.push(...Array(2).fill({ taskUUID, status: "success", imageUUID: `of ${taskUUID}` }));
    }
    return { kind: "answered", status: 200, envelope: { data, errors } };
  }
}

function answered(status: number, tasks: readonly string[], code: string): Outcome {
  return { kind: "answered", status, envelope: { errors: tasks.map((taskUUID) => ({ taskUUID, code })) } };
}

test(`whatever fails, a task is billed at most once and the call ends in time (seed ${SEED})`, () => {
  const ends: Record<string, number> = {};
  for (let run = 0; run < RUNS; run++) {
    const random = generator(SEED + run);
    const service = new FaultyService(random);
    const names = Array.from({ length: 1 + Math.floor(random() * 4) }, (_, i) => `task ${i}`);
    const tasks = names.map((name) => new Task(Job.of({ taskType: "imageInference" }, name, 0), "{}"));
    // A conflict that is answered beside a lost acknowledgement is the same as one after it: the service bills once.
    const submissions = new Map<string, number>();
    const ran = play(
      tasks,
      (send, now) => {
        for (const name of send.isSubmission ? send.tasks : []) {
          assert.equal(service.accepted.has(name), false, `run ${run}: ${name} was sent though the service has it`);
          submissions.set(name, (submissions.get(name) ?? 0) + 1);
        }
        return service.exchange(send, now);
      },
      { deadline: DEADLINE, random },
    );
    assert.ok(ran.ended <= DEADLINE, `run ${run} ended at ${ran.ended}`);
    for (const ending of ran.endings) {
      const name = ending.job.taskUUID;
      const word = ending.failure?.name ?? "result";
      ends[word] = (ends[word] ?? 0) + 1;
      if (word === "result")
        assert.deepEqual(
          ending.items.map((item) => item["imageUUID"]),
          [`of ${name}`],
        );
      else assert.ok(["DeadlineExceeded", "NotSent", "RateLimited"].includes(word), `run ${run}: ${word}`);
      if (word === "NotSent" || word === "RateLimited") assert.equal(service.accepted.has(name), false);
      const recorded = ran.journal.filter((job) => job.taskUUID === name).map((job) => job.state);
      assert.equal(recorded[0], "submitted");
      assert.deepEqual(
        recorded.slice(1),
        word === "DeadlineExceeded" ? [] : [word === "result" ? "finished" : "failed"],
      );
    }
  }
  console.log(JSON.stringify(ends));
  assert.ok((ends["result"] ?? 0) > RUNS, "most calls end well");
  assert.ok((ends["DeadlineExceeded"] ?? 0) > 10, "and some do not");
});

test("the waits differ by a fifth at most", () => {
  for (const [chance, expected] of [
    [0, 4000],
    [0.5, 5000],
    [0.999999, 6000],
  ] as const) {
    const task = new Task(Job.of({ taskType: "videoInference" }, "a", 0), "{}");
    const asked: number[] = [];
    play(
      [task],
      (_, now) => {
        asked.push(now);
        return { outcome: { kind: "answered", status: 200, envelope: { data: [{ taskUUID: "a" }] } }, takes: 0 };
      },
      { deadline: 8000, random: () => chance },
    );
    assert.ok(Math.abs((asked[1] ?? 0) - expected) < 1);
  }
});

test("a driver that owes an outcome gets no second POST", () => {
  const task = new Task(Job.of({ taskType: "imageInference" }, "a", 0), "{}");
  const sent: boolean[] = [];
  const nothing: Exchange = (send) => {
    sent.push(send.isSubmission);
    return { outcome: undefined as unknown as Outcome, takes: 0 };
  };
  assert.throws(() => play([task], nothing, { deadline: 5000 }), TypeError);
  assert.deepEqual(sent, [true]);
});

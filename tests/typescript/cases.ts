/** Plays the cases of a JSON text to the engine, and prints what it did. */

import type { Item } from "../src/answers.js";
import type { Outcome } from "../src/effects.js";
import type { Until } from "../src/engine.js";
import { DeadlineExceeded } from "../src/errors.js";
import { Job } from "../src/jobs.js";
import type { Polling } from "../src/limits.js";
import { Reach } from "../src/reach.js";
import { type Ending, Task } from "../src/task.js";
import { play } from "./virtual.js";

interface Step {
  takes?: number;
  answer?: { status?: number; retry_after?: number } & Record<string, unknown>;
  not_sent?: string;
  unreachable?: string;
  unknown?: string;
}

/** A case with task ids in the place of letters, and defaults filled in. */
interface Case {
  tasks: { uuid: string; type: string; results: number; known: boolean }[];
  until: Until;
  deadline: number;
  reached: boolean;
  polling: Partial<Polling>;
  exchanges: Step[];
  repeats: boolean;
}

function outcomeOf(step: Step): Outcome {
  if (step.not_sent !== undefined) return { kind: "unsent", reason: step.not_sent };
  if (step.unreachable !== undefined) return { kind: "unsent", reason: step.unreachable, isUnreachable: true };
  if (step.unknown !== undefined) return { kind: "unknown", reason: step.unknown };
  const { status = 200, retry_after: seconds, ...envelope } = step.answer ?? {};
  const retryAfter = seconds === undefined ? undefined : seconds * 1000;
  return { kind: "answered", status, envelope, retryAfter };
}

function taskOf({ uuid, type, results, known }: Case["tasks"][number]): Task {
  const state = known ? "accepted" : "submitted";
  const fields = { taskUUID: uuid, taskType: type, model: "m:1@1", numberResults: results, submittedAt: "", state };
  return new Task(Job.fromJSON(fields), known ? undefined : "{}");
}

function ids(items: readonly Item[]): unknown[] {
  return items.map((item) => item["imageUUID"] ?? item["videoUUID"]);
}

function told({ job, items, errors, failure }: Ending): object {
  const ending = { task: job.taskUUID, job: job.state, items: ids(items), errors: errors.map(({ code }) => code) };
  if (failure === undefined) return ending;
  const held = failure instanceof DeadlineExceeded ? ids(failure.items) : [];
  const { name: raises, code, retryAfter, taskUUID } = failure;
  return { ...ending, raises, code, taskUUID, items: held, retryAfter: retryAfter && retryAfter / 1000 };
}

function played({ tasks, until, deadline, reached, polling, exchanges, repeats }: Case): object {
  const sends: object[] = [];
  const reach = new Reach();
  if (reached) reach.learn({ kind: "answered", status: 200, envelope: {} });
  const ran = play(
    tasks.map(taskOf),
    (send, now) => {
      const step = exchanges[repeats ? Math.min(sends.length, exchanges.length - 1) : sends.length];
      sends.push({ kind: send.isSubmission ? "submit" : "ask", tasks: send.tasks, at: now / 1000 });
      if (step === undefined) throw new RangeError(`one more: ${JSON.stringify(sends.at(-1))}`);
      return { outcome: outcomeOf(step), takes: (step.takes ?? 0) * 1000 };
    },
    { until, deadline: deadline * 1000, reach, polling },
  );
  const journal = ran.journal.map((job) => [job.taskUUID, job.state]);
  return { sends, ended: ran.ended / 1000, journal, endings: ran.endings.map(told) };
}

let text = "";
process.stdin.setEncoding("utf8");
for await (const piece of process.stdin) text += piece as string;
const answers = (JSON.parse(text) as Case[]).map((one) => {
  try {
    return played(one);
  } catch (error) {
    return { thrown: String(error) };
  }
});
process.stdout.write(JSON.stringify(answers));

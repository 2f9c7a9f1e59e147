/** What is wrong with a text: the verdicts of the generated validators, each with its line. */

import { type Facts, isObject } from "./facts.js";
import { type Read, Unreadable, lineOf, read, split } from "./json.js";
import { nearestWord, showKey } from "./package/sentences.js";
import { violations, warnings } from "./package/validate.js";

/** Something wrong, or worth a warning. `path` is within the text, `task` that of the task it is about. */
export interface Finding {
  readonly code: string;
  readonly path: string;
  readonly message: string;
  readonly level: "error" | "warning";
  readonly nearest: unknown;
  readonly docs: string;
  readonly line: number;
  readonly task: string;
}

/** `read` is null for what is not JSON; `tasks` counts those that were judged. */
export interface Judgement {
  readonly read: Read | null;
  readonly findings: readonly Finding[];
  readonly tasks: number;
}

/** Judges a task, or the array of tasks that goes on the wire. */
export function judge(text: string, models: readonly Facts[]): Judgement {
  try {
    const found = read(text);
    const tasks = tasksOf(found.value);
    const findings = tasks.flatMap(([prefix, task]) => judged(task, prefix, found, models));
    return { read: found, findings, tasks: tasks.length };
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error;
    const [line, message] = [lineOf(text, error.offset), `${error.message}.`];
    const broken: Finding = {
      ...{ code: "not_json", path: "", message, level: "error", nearest: null, docs: "", line, task: "" },
    };
    return { read: null, findings: [broken], tasks: 0 };
  }
}

/** The tasks of a document and where they stand; a key `$schema`, which is for editors, is left out. */
function tasksOf(value: unknown): (readonly [string, unknown])[] {
  const tasks = Array.isArray(value)
    ? value.map((task, index) => [`/${index}`, task] as const)
    : [["", value] as const];
  return tasks.map(([prefix, task]) => [prefix, withoutSchema(task)] as const);
}

function withoutSchema(task: unknown): unknown {
  if (!isObject(task) || !Object.hasOwn(task, "$schema")) return task;
  return Object.fromEntries(Object.entries(task).filter(([key]) => key !== "$schema"));
}

function judged(task: unknown, prefix: string, found: Read, models: readonly Facts[]): Finding[] {
  const other = otherTask(task, models);
  if (other !== "") {
    const [path, line] = [`${prefix}/taskType`, linePointed(found, `${prefix}/taskType`)];
    const known: Finding = {
      ...{ code: "other_task", path, message: other, level: "warning", nearest: null, docs: "", line, task: prefix },
    };
    return [known];
  }
  const levels = [["error", violations(task)] as const, ["warning", warnings(task)] as const];
  return levels.flatMap(([level, list]) =>
    list.map(({ code, path, message, nearest, docs }) => {
      const pointer = prefix + path;
      return { code, path: pointer, message, level, nearest, docs, line: linePointed(found, pointer), task: prefix };
    }),
  );
}

/** A sentence about a task of a type that no spec describes, which names no model. */
function otherTask(task: unknown, models: readonly Facts[]): string {
  if (!isObject(task) || Object.hasOwn(task, "model") || typeof task["taskType"] !== "string") return "";
  const types = [...new Set(models.map((model) => model.taskType))];
  const kind = task["taskType"];
  if (types.includes(kind) || nearestWord(kind, types) !== null) return "";
  return `${showKey(kind)} is a task the specs do not describe, so it was not checked.`;
}

/** The line of a value's key; of one that is missing, that of what it would stand in. */
function linePointed(found: Read, pointer: string): number {
  for (let at = pointer; ; [at] = split(at)) {
    const place = found.places.get(at);
    if (place !== undefined) return lineOf(found.text, (place.key ?? place.value).from);
    if (at === "") return 1;
  }
}

/**
 * Answers questions about the runtime: reads a JSON array of `[name, argument, ...]` and prints the answers as one.
 *
 * Arguments are JSON texts, so that both languages read the same numbers; a size is `{"$row": [1792, 720]}`.
 */

import { Report, Violation } from "../src/report.js";
import * as sentences from "../src/sentences.js";
import type { Choice, Fields, ViolationCode } from "../src/types.js";
import * as values from "../src/values.js";

type Step = [name: string, ...rest: unknown[]];

function read(text: string): unknown {
  return JSON.parse(text, (_, value: unknown) => {
    const sides = values.isObject(value) ? value["$row"] : undefined;
    return Array.isArray(sides) ? sentences.row(...(sides as unknown[])) : value;
  });
}

const ANSWERS: Record<string, (...args: never[]) => unknown> = {
  show: sentences.show,
  showKind: sentences.showKind,
  showKey: sentences.showKey,
  showChoices: (choices: Choice[], near: number) => sentences.showChoices(choices, choices[near] ?? null),
  nearest: sentences.nearest,
  nearestWord: sentences.nearestWord,
  plural: sentences.plural,
  fill: (sentence: string, slots: Record<string, string>) => sentences.fill(sentence, (slot) => slots[slot]),
  isText: values.isText,
  isInteger: values.isInteger,
  isNumber: values.isNumber,
  codePoints: values.codePoints,
  atMost: values.atMost,
  atLeast: values.atLeast,
  sorted: (words: string[]) => words.sort(values.comparePoints),
  violation: (code: ViolationCode, value: unknown, sentence: string, choices: Choice[], bound: number | null) =>
    new Violation(code, "/x", value, sentence, "", choices, bound),
  report: (docs: Record<string, string>, fields: Fields, allowUnknown: boolean, steps: Step[]) => {
    const report = new Report(docs, allowUnknown);
    const clean: unknown[] = [];
    for (const [name, ...rest] of steps) {
      if (name === "clean") clean.push(report.clean(...(rest as string[])));
      if (name === "add") report.add(...(rest as Parameters<Report["add"]>));
      if (name === "rule") report.rule(...(rest as Parameters<Report["rule"]>));
      if (name === "unknown") report.unknown(...(rest as Parameters<Report["unknown"]>));
    }
    return { clean, violations: report.violations(fields) };
  },
};

let text = "";
process.stdin.setEncoding("utf8");
for await (const piece of process.stdin) text += piece as string;
const questions = JSON.parse(text) as string[][];
const answers = questions.map(([name = "", ...args]) => ANSWERS[name]?.(...(args.map(read) as never[])) ?? null);
process.stdout.write(JSON.stringify(answers));

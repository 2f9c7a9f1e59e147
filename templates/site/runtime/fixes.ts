/** What would make a request legal, as changes of its text that leave the rest of it as it was written. */

import type { Facts } from "./facts.js";
import { type Read, type Span, split } from "./json.js";
import type { Finding } from "./judge.js";

/** A change that is offered. */
export interface Fix {
  readonly label: string;
  readonly text: string;
}

interface Edit extends Span {
  readonly insert: string;
}

const REMOVABLE = new Set(["unknown_field", "unsupported_field", "forbidden_field"]);

/** The changes that end a violation, the likeliest first. */
export function fixes(finding: Finding, read: Read, facts: Facts | undefined): Fix[] {
  const { code, path, nearest } = finding;
  if (finding.level !== "error") return [];
  const found: Fix[] = [];
  if (code === "unknown_field" && typeof nearest === "string") found.push(renamed(read, path, nearest));
  else if (Array.isArray(nearest)) found.push(resized(read, finding.task, nearest as number[]));
  else if (nearest !== null && read.places.has(path)) found.push(replaced(read, path, nearest));
  if (REMOVABLE.has(code) && read.places.get(path)?.key) found.push(removed(read, path));
  const guess = guessed(finding, facts);
  if (found.length === 0 && guess !== undefined) {
    const label = code === "missing_field" ? `Add ${JSON.stringify(guess)}` : `Use ${JSON.stringify(guess)}`;
    found.push({ label: path.endsWith("/taskUUID") ? "New taskUUID" : label, text: withValue(read, path, guess) });
  }
  return found;
}

function replaced(read: Read, path: string, value: unknown): Fix {
  return { label: `Use ${JSON.stringify(value)}`, text: withValue(read, path, value) };
}

function resized(read: Read, task: string, [width, height]: readonly number[]): Fix {
  const edits = [...edit(read, `${task}/width`, width), ...edit(read, `${task}/height`, height)];
  return { label: `Use ${width} × ${height}`, text: edited(read.text, edits) };
}

function renamed(read: Read, path: string, name: string): Fix {
  const key = read.places.get(path)?.key;
  const edits = key ? [{ ...key, insert: JSON.stringify(name) }] : [];
  return { label: `Rename to ${name}`, text: edited(read.text, edits) };
}

function removed(read: Read, path: string): Fix {
  const place = read.places.get(path);
  const { text } = read;
  if (!place) return { label: "Remove", text };
  let [from, to] = [(place.key ?? place.value).from, place.value.to];
  const after = /^\s*,\s*/.exec(text.slice(to));
  if (after) to += after[0].length;
  else from -= /,?\s*$/.exec(text.slice(0, from))?.[0].length ?? 0;
  return { label: "Remove it", text: edited(text, [{ from, to, insert: "" }]) };
}

/** A value for a field that has none, or the wrong one, where the specs or nobody else could know it. */
function guessed({ path, code }: Finding, facts: Facts | undefined): unknown {
  const [parent, name] = split(path);
  if (code !== "missing_field" && code !== "bad_pattern") return undefined;
  if (name === "taskUUID") return crypto.randomUUID();
  if (facts === undefined || code !== "missing_field" || split(parent)[0] !== "") return undefined;
  if (name === "taskType") return facts.taskType;
  const [width, height] = facts.sizes[0] ?? [];
  if (name === "width") return width;
  if (name === "height") return height;
  return facts.fields.find((field) => field.path === name)?.choices?.[0];
}

/** The text with another value at a pointer; a member that is not there yet comes last in its object. */
export function withValue(read: Read, path: string, value: unknown): string {
  return edited(read.text, edit(read, path, value));
}

function edit(read: Read, path: string, value: unknown): Edit[] {
  const insert = JSON.stringify(value);
  const place = read.places.get(path);
  if (place) return [{ ...place.value, insert }];
  const [parent, name] = split(path);
  const around = read.places.get(parent);
  if (!around || read.text[around.value.from] !== "{") return [];
  const inside = around.value.to - 1;
  const end = read.text.slice(0, inside).trimEnd().length;
  const isEmpty = read.text[end - 1] === "{";
  const lead = isEmpty ? "" : (/^\s*/.exec(read.text.slice(around.value.from + 1))?.[0] ?? "");
  return [{ from: end, to: end, insert: `${isEmpty ? "" : ","}${lead}${JSON.stringify(name)}: ${insert}` }];
}

/** Changes from the last to the first, so that places stay right. */
function edited(text: string, edits: readonly Edit[]): string {
  return [...edits]
    .sort((left, right) => right.from - left.from)
    .reduce((whole, { from, to, insert }) => whole.slice(0, from) + insert + whole.slice(to), text);
}

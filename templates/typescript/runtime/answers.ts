/** Reading what the service says: which words are about which task, what is a result, what may be kept of an error. */

import { ABOUT_THE_ID } from "./codes.js";
import { isArray, isObject } from "./values.js";

/** An object of the service's, as it sent it. */
export type Item = Readonly<Record<string, unknown>>;

/** What an answer says of one task: items of `data`, and errors, in their order. */
export interface Words {
  readonly items: Item[];
  readonly errors: Item[];
}

const KINDS = ["image", "video", "audio", "media"];
const UUIDS = KINDS.map((kind) => `${kind}UUID`);
const URLS = KINDS.map((kind) => `${kind}URL`);
/** The keys that hold media, the medium itself before its address. */
export const MEDIA: readonly string[] = [
  ...KINDS.map((kind) => `${kind}DataURI`),
  ...KINDS.map((kind) => `${kind}Base64Data`),
  ...URLS,
];
const OF_THE_CONNECTION: readonly unknown[] = ["authentication", "ping"];
const FAILED: readonly unknown[] = ["error", "failed"];

/** Characters kept of a text in an error object. */
const LONGEST_TEXT = 2000;
const LONGEST_LIST = 100;
const DEEPEST = 6;
/** A longer time to wait, in milliseconds, is a mistake. */
const LONGEST_WAIT = 86_400_000;

/**
 * The words of an answer by task.
 *
 * What names no task is about the only one that was asked for. Of several, an error that names none is about those of
 * which nothing else is said, unless it speaks of one task's id.
 */
export function wordsAbout(envelope: Item, tasks: readonly string[]): Map<string, Words> {
  const found = new Map(tasks.map((task): [string, Words] => [task.toLowerCase(), { items: [], errors: [] }]));
  const only = tasks.length === 1 ? tasks[0] : undefined;
  const nameless: Item[] = [];
  for (const item of objects(envelope["data"])) {
    if (!OF_THE_CONNECTION.includes(item["taskType"])) found.get(named(item, only))?.items.push(item);
  }
  for (const error of errorsOf(envelope)) {
    const words = found.get(named(error, only));
    if (words !== undefined) words.errors.push(error);
    else if (typeof error["taskUUID"] !== "string" && !ABOUT_THE_ID.has(error["code"])) nameless.push(error);
  }
  for (const words of found.values()) {
    if (words.items.length === 0 && words.errors.length === 0) words.errors.push(...nameless);
  }
  return new Map(tasks.map((task) => [task, found.get(task.toLowerCase()) as Words]));
}

/**
 * JSON values in one answer; commas in texts count, too. The largest batch has far fewer, and an answer of nothing but
 * brackets would take many times its size in memory, and long to look through.
 */
const MOST_VALUES = 500_000;
const [COMMA, BRACKET, BRACE] = [0x2c, 0x5b, 0x7b];

/** An envelope from its text. Undefined for what is not a JSON object, and for one of far too many values. */
export function parseEnvelope(text: string): Item | undefined {
  if (text.length > MOST_VALUES && valuesIn(text) > MOST_VALUES) return undefined;
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function valuesIn(text: string): number {
  let count = 0;
  for (let i = 0; i < text.length; i++) {
    const sign = text.charCodeAt(i);
    if (sign === COMMA || sign === BRACKET || sign === BRACE) count++;
  }
  return count;
}

/** The errors of an envelope, under the key it should have or the one it once had. */
export function errorsOf(envelope: Item): Item[] {
  return [...objects(envelope["errors"]), ...objects(envelope["error"])];
}

/** The task an object names, in lower case: UUIDs are the same in either case. */
export function named(object: Item, otherwise = ""): string {
  const name = object["taskUUID"];
  return (typeof name === "string" ? name : otherwise).toLowerCase();
}

/** The objects of an array; the service also sends a lone one. */
export function objects(value: unknown): Item[] {
  return (isArray(value) ? value : [value]).filter(isObject);
}

/** Whether an item is a finished result, and not an acknowledgement or one still in the making. */
export function isSuccess(item: Item): boolean {
  const status = item["status"];
  return typeof status === "string" ? status === "success" : [...UUIDS, ...MEDIA].some((key) => holds(item, key));
}

/** The error object of an item of `data` that failed. */
export function failureOf(item: Item): Item | undefined {
  if (!FAILED.includes(item["status"])) return undefined;
  const inner = item["error"];
  return isObject(inner) ? { ...inner, status: "error" } : item;
}

/** Whether an error is that of a single result, while others of the task may succeed. */
export function isOfOneResult(error: Item): boolean {
  return FAILED.includes(error["status"]);
}

/** By what a result is known when it comes again: the id of its medium, else its address or all of it. */
export function identity(item: Item): string {
  const key = [...UUIDS, ...URLS].find((name) => holds(item, name));
  if (key === undefined) return JSON.stringify(item);
  return UUIDS.includes(key) ? String(item[key]).toLowerCase() : String(item[key]);
}

export function holds(item: Item, key: string): boolean {
  return typeof item[key] === "string" && item[key] !== "";
}

/** How far the service says it is, where it gives a sensible number. */
export function percentOf(items: readonly Item[]): number | undefined {
  const numbers = items.map((item) => item["progress"]).filter((value) => typeof value === "number");
  const sensible = (numbers as number[]).filter((value) => value >= 0 && value <= 100).map(Math.trunc);
  return sensible.length > 0 ? Math.min(...sensible) : undefined;
}

/** A number of seconds in milliseconds, or undefined for what is no time to wait. */
export function wait(seconds: unknown): number | undefined {
  const found = typeof seconds === "number" ? seconds * 1000 : NaN;
  return found >= 0 && found <= LONGEST_WAIT ? found : undefined;
}

/** The longer of two times to wait, either of which may be unknown. */
export function longer(one: number | undefined, other: number | undefined): number | undefined {
  return one === undefined || other === undefined ? (one ?? other) : Math.max(one, other);
}

/** An error object of bounded size that repeats nothing private, should the service do so. */
export function presentable(raw: Item, secrets: readonly string[]): Item {
  return bounded(raw, secrets, DEEPEST) as Item;
}

function bounded(value: unknown, secrets: readonly string[], depth: number): unknown {
  if (typeof value === "string") return shortened(value, secrets);
  if (typeof value !== "object" || value === null) return value;
  if (depth === 0) return "...";
  if (isArray(value)) return value.slice(0, LONGEST_LIST).map((item) => bounded(item, secrets, depth - 1));
  const entries = Object.entries(value).slice(0, LONGEST_LIST);
  return Object.fromEntries(
    entries.map(([key, inner]) => [shortened(key, secrets), bounded(inner, secrets, depth - 1)]),
  );
}

function shortened(text: string, secrets: readonly string[]): string {
  const said = secrets.reduce((rest, secret) => rest.replaceAll(secret, "..."), text);
  return said.length <= LONGEST_TEXT ? said : `${said.slice(0, LONGEST_TEXT)}...`;
}

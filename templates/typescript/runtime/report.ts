/** What a validator finds: the violation record, and the report that collects them. */

import { keySentence, sentenceAndNearest } from "./sentences.js";
import type { Choice, Fields, ViolationCode } from "./types.js";
import { comparePoints, has, keys } from "./values.js";

/** A violation as JSON. */
export interface ViolationJson {
  code: ViolationCode;
  path: string;
  message: string;
  allowed: readonly Choice[];
  nearest: Choice | null;
  related: readonly string[];
  docs: string;
}

/** What a sentence is made of when it is first read. */
interface Unmade {
  readonly value: unknown;
  readonly sentence: string;
  readonly bound: number | null;
}

/** URLs of the sections that state the limits, by path; `""` is that of the model. */
export type Docs = Readonly<Record<string, string>>;

const NAMES = new WeakMap<Fields, readonly string[]>();

/** What tells what is wrong with a request to one model, and what is pointless in a valid one. */
export interface Validator {
  readonly stage: string;
  readonly notice: string;
  readonly fields: Fields;
  readonly docs: Docs;
  report(r: Record<string, unknown>, out: Report): void;
  advise(r: Record<string, unknown>, out: Report): void;
}

/**
 * One thing wrong with a request.
 *
 * `code` is stable, `path` a JSON Pointer, `docs` the URL of the section that states the limit, `related` the
 * pointers of the other fields involved. The sentence and the nearest legal value are made when they are first read;
 * the value that was sent is never part of them, nor of anything a console prints.
 */
export class Violation {
  readonly code: ViolationCode;
  readonly path: string;
  readonly docs: string;
  readonly related: readonly string[];
  readonly #choices: readonly Choice[];
  #made: Unmade | readonly [string, Choice | null];

  constructor(
    code: ViolationCode,
    path: string,
    value: unknown,
    sentence: string,
    docs = "",
    choices: readonly Choice[] = [],
    bound: number | null = null,
    related: readonly string[] = [],
  ) {
    this.code = code;
    this.path = path;
    this.docs = docs;
    this.related = related;
    this.#choices = choices;
    this.#made = { value, sentence, bound };
  }

  // Node's console shows what is stored, and calls no getter: it is told to show the JSON.
  static {
    const value = function (this: Violation): ViolationJson {
      return this.toJSON();
    };
    Object.defineProperty(this.prototype, Symbol.for("nodejs.util.inspect.custom"), { value });
  }

  /** What is wrong and what would pass, in one sentence; never free text of the request. */
  get message(): string {
    return this.#read()[0];
  }

  /** The legal values, where they can be listed; a size is a pair of width and height. */
  get allowed(): readonly Choice[] {
    return this.code === "unknown_field" ? [] : this.#choices;
  }

  /** The legal value closest to the one that was sent. */
  get nearest(): Choice | null {
    return this.#read()[1];
  }

  toJSON(): ViolationJson {
    const { code, path, message, allowed, nearest, related, docs } = this;
    return { code, path, message, allowed, nearest, related, docs };
  }

  toString(): string {
    return this.path === "" ? this.message : `${this.path}: ${this.message}`;
  }

  #read(): readonly [string, Choice | null] {
    if ("sentence" in this.#made) {
      const { value, sentence, bound } = this.#made;
      this.#made =
        this.code === "unknown_field" && typeof value === "string"
          ? keySentence(sentence, value, this.#choices as readonly string[])
          : sentenceAndNearest(sentence, value, this.#choices, bound);
    }
    return this.#made;
  }
}

/** Collects violations in the order they are found; those of rules are put in their fields' place. */
export class Report {
  readonly #docs: Docs;
  readonly #allowUnknown: boolean;
  readonly #found: Violation[] = [];
  readonly #late: Violation[] = [];

  constructor(docs: Docs, allowUnknown = false) {
    this.#docs = docs;
    this.#allowUnknown = allowUnknown;
  }

  /** Records what is wrong with one value. */
  add(
    code: ViolationCode,
    path: string,
    value: unknown,
    sentence: string,
    choices: readonly Choice[] = [],
    bound: number | null = null,
  ): void {
    this.#found.push(new Violation(code, path, value, sentence, this.#page(path), choices, bound));
  }

  /** Records the keys of an object that nothing names; at the top level they may be allowed. */
  unknown(value: object, fields: Fields, path: string, sentence: string): void {
    if (path === "" && this.#allowUnknown) return;
    const unknown = keys(value).filter((key) => !Object.hasOwn(fields, key));
    const names = namesOf(fields);
    for (const key of unknown.sort(comparePoints)) {
      const pointer = `${path}/${key.replaceAll("~", "~0").replaceAll("/", "~1")}`;
      this.#found.push(new Violation("unknown_field", pointer, key, sentence, this.#page(path), names));
    }
  }

  /** Records what is wrong across fields. */
  rule(
    code: ViolationCode,
    path: string,
    value: unknown,
    sentence: string,
    choices: readonly Choice[] = [],
    bound: number | null = null,
    related: readonly string[] = [],
  ): void {
    this.#late.push(new Violation(code, path, value, sentence, this.#docs[""], choices, bound, related));
  }

  /** Whether nothing was found at these fields, inside them or around them. */
  clean(...paths: readonly string[]): boolean {
    return !this.#found.some((found) => paths.some((path) => touches(found.path, path)));
  }

  /** Everything found, in field order, no code twice at one path. */
  violations(fields: Fields): Violation[] {
    if (this.#late.length === 0) return this.#found;
    if (this.#found.length === 0 && this.#late.length === 1) return this.#late;
    const ranked = [...this.#found, ...this.#late].map((found) => ({ found, rank: rank(found.path, fields) }));
    const unique = new Map<string, Violation>();
    for (const { found } of ranked.sort((left, right) => compareRanks(left.rank, right.rank))) {
      const key = `${found.code} ${found.path}`;
      if (!unique.has(key)) unique.set(key, found);
    }
    return [...unique.values()];
  }

  /** The URL of the section that states the limits of a field: its own, or that of what is around it. */
  #page(path: string): string {
    // Paths begin with a slash, so that none is the name of something that objects inherit.
    let page = this.#docs[path];
    if (page === undefined && path.indexOf("/", 1) < 0) page = this.#docs[""];
    for (let place = path; page === undefined && place !== ""; page = this.#docs[place]) {
      place = place.slice(0, place.lastIndexOf("/"));
    }
    return page ?? "";
  }
}

/** The names in a table: always the same list, since what is known of lists is kept. */
function namesOf(fields: Fields): readonly string[] {
  let names = NAMES.get(fields);
  if (!names) NAMES.set(fields, (names = Object.keys(fields)));
  return names;
}

function touches(found: string, path: string): boolean {
  return found === path || found.startsWith(`${path}/`) || path.startsWith(`${found}/`);
}

/** The position of a path in field order; what nothing names comes last within its object. */
function rank(path: string, fields: Fields): number[] {
  const ranks: number[] = [];
  let table: Fields | null = fields;
  for (const part of path.split("/").slice(1)) {
    if (table === null || has(table, "*")) {
      ranks.push(Number(part));
      table = table?.["*"] ?? null;
      continue;
    }
    const names = Object.keys(table);
    const index = names.indexOf(part.replaceAll("~1", "/").replaceAll("~0", "~"));
    ranks.push(index < 0 ? names.length : index);
    table = (index < 0 ? null : table[part]) ?? null;
  }
  return ranks;
}

function compareRanks(left: readonly number[], right: readonly number[]): number {
  for (const [i, position] of left.entries()) {
    const other = right[i];
    if (other === undefined) return 1;
    if (position !== other) return position - other;
  }
  return left.length - right.length;
}

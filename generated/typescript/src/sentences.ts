/** Sentences about wrong values: how a value is shown, and which legal one is nearest. */

import type { Choice } from "./types.js";
import { codePoints, isArray, isInteger, isNumber, isObject } from "./values.js";

/** Longer words that hold a digit may be keys: they are printed only if a colon makes them AIR ids. */
const LONGEST_PLAIN = 20;
const LONGEST_KEY = 64;
const LONGEST_LIST = 20;
const FIRST_LISTED = 10;
const WORD = /^[A-Za-z0-9][A-Za-z0-9_.:@+-]{0,39}$/;
const PRINTABLE = /^[ -~]*$/;
const SLOT = /\{\{|\}\}|\{([a-z]+)\}/g;
const CAPITAL = /[A-Z]/;
const CAPITALS = /[A-Z]+/g;
/** No word is near another one that differs by so many edits. */
const FAR = 3;
const PIECES = new Map<string, readonly string[]>();
const KNOWN = new WeakMap<readonly Choice[], Known>();

/** The values of several fields, such as width and height, that a rule speaks of as one. */
export class Row {
  readonly #values: readonly unknown[];

  constructor(values: readonly unknown[]) {
    this.#values = values;
  }

  /** The values, or undefined for what is no row; unlike `instanceof` it asks nothing of a value that was sent. */
  static valuesOf(value: unknown): readonly unknown[] | undefined {
    return typeof value === "object" && value !== null && #values in value ? value.#values : undefined;
  }
}

/** The values of several fields as one value; an array that was sent is never taken for one. */
export function row(...values: readonly unknown[]): Row {
  return new Row(values);
}

/** A sentence with its slots filled, and the nearest legal value. */
export function sentenceAndNearest(
  sentence: string,
  value: unknown,
  choices: readonly Choice[],
  bound: number | null,
): readonly [string, Choice | null] {
  const near = bound ?? nearest(value, choices);
  return [fill(sentence, (slot) => wordsOf(slot, value, choices, near)), near];
}

/** The words for a slot; those that no sentence asks for are never made. */
function wordsOf(slot: string, value: unknown, choices: readonly Choice[], near: Choice | null): string | undefined {
  switch (slot) {
    case "value":
      return show(value);
    case "kind":
      return showKind(value);
    case "choices":
      return showChoices(choices, near);
    case "length":
      return typeof value === "string" ? plural(codePoints(value), "character") : undefined;
    case "count":
      return isArray(value) ? plural(value.length, "item") : undefined;
    default:
      return undefined;
  }
}

/** The sentence about a key that nothing names, and the name that was probably meant. */
export function keySentence(sentence: string, key: string, names: readonly string[]): readonly [string, string | null] {
  const near = nearestWord(key, names);
  const hint = near === null ? "." : `; did you mean "${near}"?`;
  return [fill(sentence, (slot) => (slot === "key" ? showKey(key) : slot === "hint" ? hint : undefined)), near];
}

/** A sentence with its slots `{name}` filled; `{{` and `}}` stand for braces. */
export function fill(sentence: string, words: (name: string) => string | undefined): string {
  const pieces = piecesOf(sentence);
  let filled = pieces[0] as string;
  for (let i = 1; i < pieces.length; i += 2) {
    const name = pieces[i] as string;
    filled += (words(name) ?? `{${name}}`) + (pieces[i + 1] as string);
  }
  return filled;
}

/** Text, the name of a slot, text and so on. Sentences are those of the generated code: few, and met again. */
function piecesOf(sentence: string): readonly string[] {
  const known = PIECES.get(sentence);
  if (known) return known;
  const pieces: string[] = [];
  let [text, from] = ["", 0];
  for (const { 0: found, 1: name, index } of sentence.matchAll(SLOT)) {
    text += sentence.slice(from, index);
    from = index + found.length;
    if (name === undefined) text += found.charAt(0);
    else {
      pieces.push(text, name);
      text = "";
    }
  }
  pieces.push(text + sentence.slice(from));
  PIECES.set(sentence, pieces);
  return pieces;
}

export function plural(count: number, noun: string): string {
  return count === 1 ? `${count} ${noun}` : `${count} ${noun}s`;
}

/** The canonical text of any value: safe integers, short words and sizes as they are, of others the kind. */
export function show(value: unknown): string {
  if (value === null) return "null";
  if (typeof value === "boolean") return String(value);
  if (typeof value === "number") {
    // String() prints -0 as 0, and no safe integer with an exponent.
    if (isInteger(value)) return String(value);
    return isNumber(value) ? "a number with a fraction" : "a number out of range";
  }
  if (typeof value === "string") return isWord(value) ? `"${value}"` : showKind(value);
  const sides = Row.valuesOf(value);
  if (sides) return sides.every(isInteger) ? sides.map(show).join("x") : "this size";
  if (isArray(value)) return "an array";
  return isObject(value) ? "an object" : "a value JSON does not have";
}

/** The same, but of no string more than its length. */
export function showKind(value: unknown): string {
  return typeof value === "string" ? `a string of ${plural(codePoints(value), "character")}` : show(value);
}

/** Whether a string is short and plain like the values of an enum, and not like a key or an id. */
function isWord(text: string): boolean {
  return WORD.test(text) && (text.length <= LONGEST_PLAIN || text.includes(":") || !/[0-9]/.test(text));
}

/** An unknown key: printable ASCII, cut after 64 characters. */
export function showKey(key: string): string {
  if (!PRINTABLE.test(key)) return `a key of ${plural(codePoints(key), "character")}`;
  return key.length <= LONGEST_KEY ? `"${key}"` : `"${key.slice(0, LONGEST_KEY)}..."`;
}

/** The legal values in their order, the nearest one marked; of a long list that one, the first and a count. */
export function showChoices(choices: readonly Choice[], near: Choice | null): string {
  const all = known(choices).shown;
  let marked = all.length > 1 && near !== null ? choices.indexOf(near) : -1;
  let words = all;
  if (all.length > LONGEST_LIST) {
    const named = all.filter((_, i) => i < FIRST_LISTED || i === marked);
    words = [...named, `one of ${all.length - named.length} others`];
    marked = Math.min(marked, FIRST_LISTED);
  }
  let text = "";
  for (let i = 0; i < words.length; i++) {
    if (i > 0) text += i < words.length - 1 ? ", " : " or ";
    text += words[i] as string;
    if (i === marked) text += " (nearest)";
  }
  return text;
}

/** What is asked about a list of legal values again and again. The lists are those of the generated code. */
interface Known {
  readonly shown: readonly string[];
  readonly words: readonly (readonly [word: string, folded: string, characters: ArrayLike<string>])[];
}

function known(choices: readonly Choice[]): Known {
  let found = KNOWN.get(choices);
  if (!found) {
    const shown = choices.map((choice) => show(typeof choice === "object" ? new Row(choice) : choice));
    const words = choices.filter((choice) => typeof choice === "string");
    found = { shown, words: words.map((word) => [word, fold(word), characters(word)]) };
    KNOWN.set(choices, found);
  }
  return found;
}

/** The legal value closest to a wrong one: sizes, then numbers, then words. */
export function nearest(value: unknown, choices: readonly Choice[]): Choice | null {
  if (choices.length === 0) return null;
  const sides = Row.valuesOf(value);
  if (sides) return nearestRow(sides, choices);
  if (isNumber(value)) return nearestNumber(value, choices);
  return typeof value === "string" ? nearestWord(value, choices) : null;
}

/** By the sum of the differences, the first listed of several. */
function nearestRow(sent: readonly unknown[], choices: readonly Choice[]): Choice | null {
  if (!sent.every(isInteger)) return null;
  let best: Choice | null = null;
  let least: number | bigint = Infinity;
  for (const choice of choices) {
    if (typeof choice !== "object") continue;
    const distance = rowGap(sent, choice);
    if (distance < least) {
      best = choice;
      least = distance;
    }
  }
  return best;
}

/** The sum of the differences, exact however large it is. */
function rowGap(sent: readonly number[], choice: readonly number[]): number | bigint {
  const sum = sent.reduce((total, side, i) => total + Math.abs(side - (choice[i] ?? side)), 0);
  return isInteger(sum) ? sum : sent.reduce((total, side, i) => total + exactGap(side, choice[i] ?? side), 0n);
}

/** By the difference, the lower of two. */
function nearestNumber(sent: number, choices: readonly Choice[]): number | null {
  let best: number | null = null;
  for (const choice of choices) {
    if (isNumber(choice) && (best === null || isCloser(sent, choice, best))) best = choice;
  }
  return best;
}

function isCloser(sent: number, number: number, best: number): boolean {
  const [one, other] = [gap(sent, number), gap(sent, best)];
  return one < other || (one === other && number < best);
}

/** The difference of two numbers; that of two integers is exact, however far they are apart. */
function gap(left: number, right: number): number | bigint {
  const distance = Math.abs(left - right);
  return isInteger(left) && isInteger(right) && !isInteger(distance) ? exactGap(left, right) : distance;
}

function exactGap(left: number, right: number): bigint {
  return left > right ? BigInt(left) - BigInt(right) : BigInt(right) - BigInt(left);
}

/** The word that differs in ASCII case only, else the first with the least edit distance up to 2. */
export function nearestWord(word: string, choices: readonly Choice[]): string | null {
  const sent = characters(word);
  if (sent.length > LONGEST_KEY) return null;
  let best: string | null = null;
  let least = FAR;
  const folded = fold(word);
  for (const [choice, foldedChoice, letters] of known(choices).words) {
    const distance = foldedChoice === folded ? 0 : edits(sent, letters, 0, 0, least - 1);
    if (distance < least) {
      best = choice;
      least = distance;
    }
  }
  return best;
}

/** The word with its ASCII letters in lower case, and no others. */
function fold(word: string): string {
  return CAPITAL.test(word) ? word.replace(CAPITALS, (letters) => letters.toLowerCase()) : word;
}

/**
 * The Levenshtein distance in code points from two places on, or 3 where it is more than `most`: so few edits that to
 * try all of them is quick.
 */
function edits(from: ArrayLike<string>, to: ArrayLike<string>, i: number, j: number, most: number): number {
  if (Math.abs(from.length - i - (to.length - j)) > most) return FAR;
  while (i < from.length && j < to.length && from[i] === to[j]) {
    i++;
    j++;
  }
  if (i === from.length || j === to.length) return from.length - i + to.length - j;
  if (most === 0) return FAR;
  const replaced = edits(from, to, i + 1, j + 1, most - 1);
  const dropped = edits(from, to, i + 1, j, most - 1);
  const added = edits(from, to, i, j + 1, most - 1);
  return Math.min(FAR, 1 + Math.min(replaced, dropped, added));
}

/** The code points of a string, which may be the string itself. */
function characters(text: string): ArrayLike<string> {
  return codePoints(text) === text.length ? text : Array.from(text);
}

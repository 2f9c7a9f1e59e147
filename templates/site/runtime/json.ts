/** JSON with the place of every value in its text, as strict as `airsmith validate` reads it. */

/** From the first character to the one behind the last. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** Where a value stands, and its key if it is a member of an object. */
export interface Place {
  readonly value: Span;
  readonly key: Span | null;
}

/** A text and what it means; `places` is by JSON Pointer, in the order of the text. */
export interface Read {
  readonly text: string;
  readonly value: unknown;
  readonly places: ReadonlyMap<string, Place>;
}

/** The text is not JSON; `offset` is where that shows. */
export class Unreadable extends Error {
  readonly offset: number;

  constructor(message: string, offset: number) {
    super(message);
    this.offset = offset;
  }
}

const BLANK = /[ \t\n\r]*/y;
const STRING = /"[^"\\\u0000-\u001f]*(?:\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})[^"\\\u0000-\u001f]*)*"/y;
const SCALAR = /true|false|null|-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?/y;
const DEEPEST = 500;

/** Reads a text. Throws Unreadable for what is not JSON, or has a key twice. */
export function read(text: string): Read {
  if (text.trim() === "") throw new Unreadable("nothing is in it; a request is a JSON object", 0);
  const scanner = new Scanner(text);
  scanner.document();
  return { text, value: JSON.parse(text) as unknown, places: scanner.places };
}

/** The last part of a JSON Pointer, and the pointer of what it stands in. */
export function split(pointer: string): readonly [string, string] {
  const at = pointer.lastIndexOf("/");
  return [pointer.slice(0, at), unescaped(pointer.slice(at + 1))];
}

/** A key as a part of a pointer. */
export function escaped(key: string): string {
  return key.replaceAll("~", "~0").replaceAll("/", "~1");
}

function unescaped(part: string): string {
  return part.replaceAll("~1", "/").replaceAll("~0", "~");
}

/** The number of the line that a character stands in, from 1. */
export function lineOf(text: string, offset: number): number {
  let line = 1;
  for (let at = text.indexOf("\n"); at >= 0 && at < offset; at = text.indexOf("\n", at + 1)) line++;
  return line;
}

class Scanner {
  readonly places: Map<string, Place> = new Map<string, Place>();
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  document(): void {
    this.#value("", null, 0);
    this.#blank();
    if (this.#at < this.#text.length) throw new Unreadable("not JSON: something follows the value", this.#at);
  }

  #value(pointer: string, key: Span | null, depth: number): void {
    this.#blank();
    const from = this.#at;
    // Set before what is inside, so that places stand in the order of the text.
    this.places.set(pointer, { value: { from, to: from }, key });
    const first = this.#text[from];
    if (first === "{") this.#object(pointer, depth);
    else if (first === "[") this.#array(pointer, depth);
    else if (!this.#take(STRING) && !this.#take(SCALAR)) this.#fail("a value");
    this.places.set(pointer, { value: { from, to: this.#at }, key });
  }

  #object(pointer: string, depth: number): void {
    this.#open(depth);
    const keys = new Set<string>();
    while (!this.#closes("}", keys.size > 0)) {
      const from = this.#at;
      if (!this.#take(STRING)) this.#fail("a key in double quotes");
      const span = { from, to: this.#at };
      const key = JSON.parse(this.#text.slice(from, this.#at)) as string;
      if (keys.has(key)) throw new Unreadable("not JSON: a key stands twice in one object", from);
      keys.add(key);
      this.#blank();
      if (this.#text[this.#at] !== ":") this.#fail("a colon");
      this.#at++;
      this.#value(`${pointer}/${escaped(key)}`, span, depth + 1);
    }
  }

  #array(pointer: string, depth: number): void {
    this.#open(depth);
    for (let count = 0; !this.#closes("]", count > 0); count++) this.#value(`${pointer}/${count}`, null, depth + 1);
  }

  #open(depth: number): void {
    if (depth > DEEPEST) throw new Unreadable("the JSON nests too deeply", this.#at);
    this.#at++;
  }

  /** Whether the bracket closes here; else the comma before the next item is taken. */
  #closes(bracket: string, needsComma: boolean): boolean {
    this.#blank();
    if (this.#text[this.#at] === bracket) {
      this.#at++;
      return true;
    }
    if (needsComma) {
      if (this.#text[this.#at] !== ",") this.#fail(`a comma or ${bracket}`);
      this.#at++;
      this.#blank();
    }
    return false;
  }

  #blank(): void {
    this.#take(BLANK);
  }

  #take(pattern: RegExp): boolean {
    pattern.lastIndex = this.#at;
    const found = pattern.test(this.#text);
    if (found) this.#at = pattern.lastIndex;
    return found;
  }

  #fail(wanted: string): never {
    const end = this.#at >= this.#text.length;
    throw new Unreadable(`not JSON: ${wanted} belongs ${end ? "at the end" : "here"}`, this.#at);
  }
}

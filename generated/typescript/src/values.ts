/** What a value is, as JSON sees it. Nothing here throws, whatever it is asked about. */

/** Stands for a property that cannot be read, since its getter throws. It is no value of JSON. */
export const BROKEN: unique symbol = Symbol("unreadable");

/** An object that inherits nothing; engines read it faster than one that `Object.create(null)` made. */
export class Bare {
  [key: string]: unknown;

  static {
    Reflect.deleteProperty(this.prototype, "constructor");
    Object.freeze(Object.setPrototypeOf(this.prototype, null));
  }
}

const PAIR = /[\uD800-\uDBFF][\uDC00-\uDFFF]/;
const LONE = /\p{Surrogate}/u;

/** Whether an object has a property of its own that `JSON.stringify` would write. */
export function has(object: object, key: PropertyKey): boolean {
  try {
    return Object.hasOwn(object, key) && Object.prototype.propertyIsEnumerable.call(object, key);
  } catch {
    return true;
  }
}

/** The value of a property, or BROKEN when it cannot be read. */
export function get(object: object, key: PropertyKey): unknown {
  try {
    return (object as Record<PropertyKey, unknown>)[key];
  } catch {
    return BROKEN;
  }
}

/** The keys that `JSON.stringify` would write. */
export function keys(object: object): string[] {
  try {
    return Object.keys(object);
  } catch {
    return [];
  }
}

/** The value at a path below an object, undefined where any part of the path is absent. */
export function at(value: unknown, ...path: readonly string[]): unknown {
  let found = value;
  for (const key of path) {
    if (!isObject(found) || !has(found, key)) return undefined;
    found = get(found, key);
  }
  return found;
}

/** The value of a field or item; throws where it is undefined, as JSON has no such value. A copy has BROKEN there. */
export function given(value: unknown): unknown {
  if (value === undefined) throw new TypeError("undefined is no value of JSON");
  return value;
}

/** Whether a value is an object of JSON: a plain one, from this realm or another, or one without a prototype. */
export function isObject(value: unknown): value is Record<string, unknown> {
  if (typeof value !== "object" || value === null) return false;
  try {
    if (Array.isArray(value)) return false;
    const prototype: unknown = Object.getPrototypeOf(value);
    if (prototype === Object.prototype || prototype === Bare.prototype || prototype === null) return true;
    return isRootOfRealm(prototype);
  } catch {
    return false;
  }
}

/** Whether a value can be looked through key by key: it may be an object of JSON, which `isPlain` decides. */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value) && !ArrayBuffer.isView(value);
}

/**
 * Whether a record is an object of JSON. To ask for its prototype is slow unless the engine knows the form of the
 * object; it does where a field was just read by its name, which is why there is a second argument.
 */
export function isPlain(record: object, _field: unknown): boolean {
  return Object.getPrototypeOf(record) === Object.prototype || isObject(record);
}

/** Whether a value is an array; `Array.isArray` throws for a proxy that was revoked. */
export function isArray(value: unknown): value is unknown[] {
  try {
    return Array.isArray(value);
  } catch {
    return false;
  }
}

/** Whether a prototype is the Object.prototype of a frame, a worker's message or a test runner's sandbox. */
function isRootOfRealm(prototype: unknown): boolean {
  if (Object.getPrototypeOf(prototype) !== null || !Object.hasOwn(prototype as object, "isPrototypeOf")) return false;
  return Object.keys(prototype as object).length === 0;
}

/** Whether a value is a whole number that every JSON implementation keeps exactly. */
export function isInteger(value: unknown): value is number {
  return Number.isSafeInteger(value);
}

/** Whether a value is a finite number within the same bounds. */
export function isNumber(value: unknown): value is number {
  return typeof value === "number" && value <= Number.MAX_SAFE_INTEGER && value >= Number.MIN_SAFE_INTEGER;
}

/** Whether a string is free of lone surrogates, which are no characters. */
export function isText(value: string): boolean {
  const text = value as string & { isWellFormed?: () => boolean };
  return text.isWellFormed?.() ?? !LONE.test(value);
}

/** The length of a string in code points. */
export function codePoints(value: string): number {
  // Engines know of most strings that they hold no surrogates, and answer this test at once.
  if (!PAIR.test(value)) return value.length;
  let count = value.length;
  for (let i = 0; i < value.length - 1; i++) {
    if (isHigh(value.charCodeAt(i)) && isLow(value.charCodeAt(i + 1))) {
      count--;
      i++;
    }
  }
  return count;
}

/** Whether a string has at most so many code points; it counts them only where the length leaves it open. */
export function atMost(value: string, max: number): boolean {
  return value.length <= max || (value.length <= 2 * max && codePoints(value) <= max);
}

/** Whether a string has at least so many code points. */
export function atLeast(value: string, min: number): boolean {
  return value.length >= min && (value.length >= 2 * min || codePoints(value) >= min);
}

/** Compares two strings by their code points; `<` compares them by UTF-16 units, which is another order. */
export function comparePoints(left: string, right: string): number {
  let i = 0;
  while (i < left.length && i < right.length) {
    const [a, b] = [left.codePointAt(i) as number, right.codePointAt(i) as number];
    if (a !== b) return a - b;
    i += a > 0xffff ? 2 : 1;
  }
  return left.length - right.length;
}

function isHigh(unit: number): boolean {
  return unit >= 0xd800 && unit <= 0xdbff;
}

function isLow(unit: number): boolean {
  return unit >= 0xdc00 && unit <= 0xdfff;
}

/** A request as `JSON.stringify` would read it: once, and nothing but what is an object's own. */

import { BROKEN, Bare, get, isArray, isObject, keys } from "./values.js";

/** No spec looks deeper into a request; what lies below stays as it is. */
const DEEPEST = 64;
/** A longer array is asked first whether it has all its items: they may be holes, billions of them. */
const LONGEST = 100_000;

/**
 * The same values in objects that inherit nothing and have no getters, so that a field is undefined where it is absent,
 * and nowhere else.
 *
 * What cannot be read, and what JSON does not have, is no object in the copy either, so that it is found to be of a
 * wrong type.
 */
export function snapshot(value: unknown): unknown {
  return copied(value, undefined, 0);
}

/** `seen` holds the copies of what is around a value; there is none around the outermost. */
function copied(value: unknown, seen: Map<unknown, unknown> | undefined, depth: number): unknown {
  if (typeof value !== "object" || value === null || depth > DEEPEST) return value;
  if (seen?.has(value)) return seen.get(value);
  if (isArray(value)) return copiedArray(value, seen, depth);
  return isObject(value) ? copiedObject(value, seen, depth) : value;
}

function copiedObject(value: object, around: Map<unknown, unknown> | undefined, depth: number): unknown {
  const copy = new Bare();
  let seen = around?.set(value, copy);
  try {
    for (const key of Object.keys(value)) {
      const inner = get(value, key);
      if (typeof inner === "object") copy[key] = copied(inner, (seen ??= new Map([[value, copy]])), depth + 1);
      else copy[key] = inner === undefined ? BROKEN : inner;
    }
  } catch {
    return BROKEN;
  }
  return copy;
}

function copiedArray(value: readonly unknown[], around: Map<unknown, unknown> | undefined, depth: number): unknown {
  const length = get(value, "length");
  if (typeof length !== "number") return BROKEN;
  if (length > LONGEST && keys(value).length < length) return BROKEN;
  const copy: unknown[] = [];
  const seen = (around ?? new Map<unknown, unknown>()).set(value, copy);
  for (let i = 0; i < length; i++) {
    const inner = get(value, i);
    copy.push(inner === undefined ? BROKEN : copied(inner, seen, depth + 1));
  }
  return copy;
}

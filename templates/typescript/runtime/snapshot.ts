/** A request as `JSON.stringify` would read it: once, and nothing but what is an object's own. */

import { BROKEN, get, isArray, isObject } from "./values.js";

/** No spec looks deeper into a request; what lies below stays as it is. */
const DEEPEST = 64;
/** A longer array is not copied: it may have holes only, billions of them. */
const LONGEST = 100_000;
const EMPTY: object = {};

/** Whether something was added to what all objects inherit from, so that a request seems to have what it has not. */
export function isPolluted(): boolean {
  for (const _ in EMPTY) return true;
  return false;
}

/**
 * The same values in objects that inherit nothing and have no getters.
 *
 * What cannot be read, and what JSON does not have, is no object in the copy either, so that it is found to be of a
 * wrong type.
 */
export function snapshot(value: unknown): unknown {
  return copied(value, new Map(), 0);
}

function copied(value: unknown, seen: Map<unknown, unknown>, depth: number): unknown {
  if (typeof value !== "object" || value === null || depth > DEEPEST) return value;
  if (seen.has(value)) return seen.get(value);
  if (isArray(value)) return copiedArray(value, seen, depth);
  return isObject(value) ? copiedObject(value, seen, depth) : value;
}

function copiedObject(value: object, seen: Map<unknown, unknown>, depth: number): unknown {
  const copy = Object.create(null) as Record<string, unknown>;
  seen.set(value, copy);
  try {
    for (const key of Object.keys(value)) copy[key] = copied(get(value, key), seen, depth + 1);
  } catch {
    return BROKEN;
  }
  return copy;
}

function copiedArray(value: readonly unknown[], seen: Map<unknown, unknown>, depth: number): unknown {
  const length = get(value, "length");
  if (typeof length !== "number") return BROKEN;
  if (length > LONGEST) return value;
  const copy: unknown[] = [];
  seen.set(value, copy);
  for (let i = 0; i < length; i++) copy.push(copied(get(value, i), seen, depth + 1));
  return copy;
}

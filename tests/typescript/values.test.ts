import assert from "node:assert/strict";
import { test } from "node:test";
import { runInNewContext } from "node:vm";

import { show } from "../src/sentences.js";
import { BROKEN, get, has, isInteger, isNumber, isObject, isText, keys } from "../src/values.js";

const BROKEN_OBJECT = {
  get width(): number {
    throw new Error("not today");
  },
};

function throwing(): object {
  const trap = (): never => {
    throw new Error("trapped");
  };
  return new Proxy({}, { get: trap, getOwnPropertyDescriptor: trap, getPrototypeOf: trap, has: trap, ownKeys: trap });
}

test("plain objects are objects, whatever made them", () => {
  const others: unknown[] = [runInNewContext("({ a: 1 })"), structuredClone({ a: 1 }), JSON.parse('{"__proto__": 1}')];
  for (const value of [{}, Object.create(null), ...others]) {
    assert.equal(isObject(value), true);
    assert.equal(show(value), "an object");
  }
});

test("everything else is not, and has no name in JSON", () => {
  class Sized {
    width = 1;
  }
  const strange = [new Sized(), new Date(), new Map(), new Set(), /x/, new Error("x"), new String("x"), new Number(1)];
  const inherited = Object.create({ width: 1 }) as unknown;
  const { proxy: revoked, revoke } = Proxy.revocable([], {});
  revoke();
  for (const value of [...strange, inherited, throwing(), revoked, () => 1, Symbol("x"), 1n, undefined, BROKEN]) {
    assert.equal(isObject(value), false);
    assert.equal(show(value), "a value JSON does not have");
  }
});

test("arrays are arrays, from wherever they come", () => {
  for (const value of [[], [1, , 2], Object.freeze([1, 2]), runInNewContext("[1]")] as unknown[]) {
    assert.equal(isObject(value), false);
    assert.equal(show(value), "an array");
  }
});

test("only own enumerable properties count", () => {
  const object = Object.create({ inherited: 1 }, { hidden: { value: 1 } }) as object;
  assert.deepEqual(
    ["inherited", "hidden", "toString", "__proto__"].map((key) => has(object, key)),
    [false, false, false, false],
  );
  assert.deepEqual(keys(object), []);
  const parsed = JSON.parse('{"__proto__": {"a": 1}, "hasOwnProperty": 2}') as object;
  assert.deepEqual(keys(parsed), ["__proto__", "hasOwnProperty"]);
  assert.equal(has(parsed, "__proto__"), true);
  assert.deepEqual(get(parsed, "__proto__"), { a: 1 });
  assert.equal(has({ width: undefined }, "width"), true);
  assert.equal(has(BROKEN_OBJECT, "width"), true);
});

test("what cannot be read is broken, never an exception", () => {
  assert.equal(get(BROKEN_OBJECT, "width"), BROKEN);
  assert.equal(get([1, , 2], 1), undefined);
  const proxy = throwing();
  assert.equal(has(proxy, "width"), true);
  assert.equal(get(proxy, "width"), BROKEN);
  assert.deepEqual(keys(proxy), []);
});

test("numbers are safe ones, and no strings, booleans or bigints", () => {
  for (const value of [NaN, Infinity, -Infinity, 2 ** 53, "1", true, null, undefined, 1n, new Number(1)]) {
    assert.equal(isInteger(value), false);
    assert.equal(isNumber(value), false);
  }
  assert.equal(show(NaN), "a number out of range");
});

test("an engine that cannot tell well-formed strings is helped", () => {
  const { isWellFormed } = String.prototype as { isWellFormed?: () => boolean };
  const texts = [
    "",
    "a",
    "é",
    "\u{1f600}",
    "\ud800",
    "\udc00",
    "a\ud800\ud800\udc00",
    "\ud800\udc00\udc00",
    "\udfff\ud800",
  ];
  const told = texts.map(isText);
  try {
    Object.defineProperty(String.prototype, "isWellFormed", { value: undefined, configurable: true });
    assert.deepEqual(texts.map(isText), told);
  } finally {
    Object.defineProperty(String.prototype, "isWellFormed", {
      value: isWellFormed,
      configurable: true,
      writable: true,
    });
  }
  assert.deepEqual(told, [true, true, true, true, false, false, false, false, false]);
});

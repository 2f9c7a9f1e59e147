import assert from "node:assert/strict";
import { test } from "node:test";

import { checkOptions, newTaskUUID, pixels, settings, withoutUnset } from "../src/build.js";

type Size = "1024x1024" | "1792x1024";
type Pair = { width: 1024; height: 1024 } | { width: 1792; height: 1024 };

interface Request {
  taskType: "imageInference";
  width: number;
  ttl?: number;
}

test("a task id is a version 4 UUID, and another each time", () => {
  const made = Array.from({ length: 100 }, newTaskUUID);
  for (const id of made) assert.match(id, /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  assert.equal(new Set(made).size, 100);
});

test("options are an object, or left out where none is needed", () => {
  checkOptions({});
  checkOptions(undefined);
  for (const wrong of ["1024x1024", 1024, true, null, ["1024x1024"], () => ({})]) {
    assert.throws(() => checkOptions(wrong), { name: "TypeError", message: "options must be an object" });
  }
});

test("a size is two numbers, and its type knows which", () => {
  const pair: Pair = pixels("1792x1024" as Size);
  assert.deepEqual(pair, { width: 1792, height: 1024 });
  const maybe: Pair | { width?: undefined; height?: undefined } = pixels(undefined as Size | undefined);
  assert.deepEqual(maybe, {});
  // @ts-expect-error A size of another model.
  const wrong: Pair = pixels("256x256");
  assert.deepEqual(wrong, { width: 256, height: 256 });
});

test("what is written otherwise is no size", () => {
  for (const text of ["", "1024", "1024x", "x1024", "1024X1024", "1024x1024 ", "1e3x1", "-1x1", "١x١", "1024x1024\n"]) {
    assert.throws(() => pixels(text), TypeError);
  }
});

test("a field that is not set is never sent; null is a value", () => {
  const request: Request = withoutUnset({
    taskType: "imageInference" as const,
    width: 1024,
    ttl: undefined as number | undefined,
  });
  assert.deepEqual(Object.keys(request), ["taskType", "width"]);
  assert.deepEqual(withoutUnset({ seed: null, ttl: 0, text: "", flag: false }), {
    seed: null,
    ttl: 0,
    text: "",
    flag: false,
  });
  // @ts-expect-error What may be unset is not always there.
  const wrong: Required<Request> = withoutUnset({
    taskType: "imageInference" as const,
    width: 1,
    ttl: Date.now() as number | undefined,
  });
  assert.equal(typeof wrong.ttl, "number");
});

test("settings that are all unset are not sent either", () => {
  const found: { openai: { quality?: "hd" } } | undefined = settings("openai", { quality: "hd" as "hd" | undefined });
  assert.deepEqual(found, { openai: { quality: "hd" } });
  assert.equal(settings("openai", { quality: undefined }), undefined);
  assert.equal(settings("openai", {}), undefined);
});

test("nothing that was passed is changed", () => {
  const values = Object.freeze({ a: 1, b: undefined });
  assert.deepEqual(withoutUnset(values), { a: 1 });
  assert.deepEqual(Object.keys(values), ["a", "b"]);
});

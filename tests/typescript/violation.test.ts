import assert from "node:assert/strict";
import { test } from "node:test";
import { inspect } from "node:util";

import { Report, Violation } from "../src/report.js";
import { row } from "../src/sentences.js";
import { BROKEN } from "../src/values.js";

const SECRET = "a prompt that nobody else should read";

test("a violation shows what was wrong, and never what was sent", () => {
  const found = new Violation(
    "too_long",
    "/positivePrompt",
    SECRET,
    "positivePrompt has {length}; {value}.",
    "https://a.test",
  );
  const printed = () => [
    inspect(found, { showHidden: true, depth: 9 }),
    JSON.stringify(found),
    String(found),
    `${found}`,
  ];
  const before = printed();
  assert.equal(
    found.message,
    `positivePrompt has ${SECRET.length} characters; a string of ${SECRET.length} characters.`,
  );
  for (const text of [...before, ...printed()]) assert.equal(text.includes(SECRET), false);
  assert.equal(String(found), `/positivePrompt: ${found.message}`);
  assert.match(before[0] ?? "", /too_long/);
});

test("what is wrong with a whole request is said without a path", () => {
  const found = new Violation("wrong_type", "", null, "A request must be an object, not {value}.", "");
  assert.equal(String(found), "A request must be an object, not null.");
});

test("a console shows what the JSON holds", () => {
  const found = new Violation("not_allowed", "/mode", "fsat", "{value} is no mode; use {choices}.", "", [
    "fast",
    "full",
  ]);
  const text = inspect(found);
  for (const words of ["code: 'not_allowed'", "message: ", "allowed: [ 'fast', 'full' ]", "nearest: 'fast'"]) {
    assert.ok(text.includes(words), text);
  }
  assert.deepEqual(Object.keys(found), ["code", "path", "docs", "related"]);
});

test("its JSON has every attribute", () => {
  const sizes = [Object.freeze([1024, 1024] as const), Object.freeze([1792, 1024] as const)];
  const found = new Violation(
    "unsupported_dimensions",
    "/width",
    row(1792, 720),
    "{value}; {choices}.",
    "",
    sizes,
    null,
    ["/height"],
  );
  assert.deepEqual(JSON.parse(JSON.stringify(found)), {
    code: "unsupported_dimensions",
    path: "/width",
    message: "1792x720; 1024x1024 or 1792x1024 (nearest).",
    allowed: [
      [1024, 1024],
      [1792, 1024],
    ],
    nearest: [1792, 1024],
    related: ["/height"],
    docs: "",
  });
  assert.equal(found.nearest, sizes[1]);
});

test("the sentence is made once, of the value as it was when it was first read", () => {
  let reads = 0;
  const value = new Proxy([], { get: (target, key) => (reads++, Reflect.get(target, key) as unknown) });
  const found = new Violation("wrong_count", "/tags", value, "tags has {count}.");
  assert.equal(reads, 0);
  assert.equal(found.message, "tags has 0 items.");
  value.length = 3;
  assert.equal(found.message, "tags has 0 items.");
  assert.equal(reads, 1);
});

test("values beyond JSON have one name", () => {
  for (const value of [undefined, BROKEN, 1n, new Date(), new Map(), () => 1]) {
    const found = new Violation("wrong_type", "/x", value, "x must be a string, not {value}.", "", ["hd"]);
    assert.equal(found.message, "x must be a string, not a value JSON does not have.");
    assert.equal(found.nearest, null);
  }
});

test("a size that was sent is no array, and an array no size", () => {
  assert.equal(new Violation("conflict", "/w", row(1, 2), "{value}").message, "1x2");
  assert.equal(new Violation("conflict", "/w", row(1, "2"), "{value}").message, "this size");
  assert.equal(new Violation("conflict", "/w", Object.freeze([1, 2]), "{value}").message, "an array");
});

test("keys that objects inherit are unknown all the same", () => {
  const report = new Report({ "": "https://a.test" });
  const request = JSON.parse('{"toString": 1, "__proto__": 2, "constructor": 3, "width": 4}') as object;
  report.unknown(request, { width: null }, "", "{key} is not a field{hint}");
  assert.deepEqual(
    report.violations({ width: null }).map((found) => found.path),
    ["/__proto__", "/constructor", "/toString"],
  );
});

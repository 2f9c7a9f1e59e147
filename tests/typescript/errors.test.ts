import assert from "node:assert/strict";
import { test } from "node:test";
import { inspect } from "node:util";

import {
  ApiError,
  AuthenticationError,
  MissingResult,
  RunwareError,
  TaskConflict,
  TransportError,
  ValidationError,
} from "../src/errors.js";
import { Violation } from "../src/report.js";

const RAW = {
  code: "unsupportedDuration",
  message: "6 is not a duration",
  parameter: "duration",
  allowedValues: [4, 8, 12],
  documentation: "https://a.test",
  taskUUID: "1",
  responseContent: "whatever the provider said",
};

test("the tree has one root, and every error its own name", () => {
  const every = [
    new RunwareError("x"),
    new ValidationError([]),
    new ApiError({}),
    new AuthenticationError({}),
    new TaskConflict({}),
    new TransportError("x"),
    new MissingResult("x"),
  ];
  for (const error of every) {
    assert.equal(error instanceof RunwareError, true);
    assert.equal(error.name, error.constructor.name);
    assert.equal(String(error).startsWith(error.name), true);
    assert.equal(error.stack?.startsWith(error.name), true);
  }
  assert.equal(new AuthenticationError({}) instanceof ApiError, true);
  assert.equal(new TaskConflict({}) instanceof ApiError, true);
});

test("a ValidationError says every violation", () => {
  const error = new ValidationError([
    new Violation("missing_field", "/width", undefined, "width is required."),
    new Violation("too_short", "/positivePrompt", "", "positivePrompt has {length}."),
  ]);
  assert.equal(error.message, "/width: width is required.\n/positivePrompt: positivePrompt has 0 characters.");
  const json = JSON.parse(JSON.stringify(error)) as { violations: { code: string }[] };
  assert.deepEqual(
    json.violations.map((found) => found.code),
    ["missing_field", "too_short"],
  );
});

test("an ApiError keeps all the service said, and prints what helps", () => {
  const error = new ApiError(RAW, 400);
  assert.deepEqual(
    [
      error.code,
      error.message,
      error.parameter,
      error.allowedValues,
      error.documentation,
      error.status,
      error.taskUUID,
    ],
    [RAW.code, RAW.message, RAW.parameter, RAW.allowedValues, RAW.documentation, 400, "1"],
  );
  assert.equal(error.raw, RAW);
  for (const text of [inspect(error), JSON.stringify(error)]) {
    assert.equal(text.includes(RAW.responseContent), false);
    assert.equal(text.includes(RAW.code), true);
  }
});

test("an error of any other shape is one all the same", () => {
  const error = new ApiError({ code: 7, message: null, taskUUID: 1 });
  assert.deepEqual([error.code, error.message, error.taskUUID], ["unknownError", "unknownError", undefined]);
  assert.deepEqual(Object.keys(error), ["code"]);
  assert.deepEqual(JSON.parse(JSON.stringify(new RunwareError("x"))), { name: "RunwareError", message: "x" });
});

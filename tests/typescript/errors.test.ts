import assert from "node:assert/strict";
import { test } from "node:test";
import { inspect } from "node:util";

import { apiError } from "../src/codes.js";
import * as errors from "../src/errors.js";
import { ApiError, AuthenticationError, RunwareError, TaskConflict, ValidationError } from "../src/errors.js";
import { Job } from "../src/jobs.js";
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

const JOB = Job.of({ taskType: "imageInference", model: "a:1@1" }, "1", 0);

test("the tree has one root, and every error its own name", () => {
  const { DeadlineExceeded, RunwareError: Root, ValidationError: Invalid, ...others } = errors;
  const every = [
    new Root("x"),
    new Invalid([]),
    new DeadlineExceeded("x", JOB),
    ...Object.values(others).map((kind) => new (kind as new (given: never) => RunwareError)({} as never)),
  ];
  assert.equal(every.length, 16);
  for (const error of every) {
    assert.equal(error instanceof RunwareError, true);
    assert.equal(error.name, error.constructor.name);
    assert.equal(errors[error.name as "ApiError"], error.constructor);
    assert.equal(String(error).startsWith(error.name), true);
    assert.equal(error.stack?.startsWith(error.name), true);
    assert.equal(typeof error.code, "string");
  }
  for (const kind of [AuthenticationError, TaskConflict]) assert.equal(new kind({}) instanceof ApiError, true);
  assert.equal(new TaskConflict({}) instanceof errors.InvalidRequest, true);
  for (const error of [new errors.NotSent("x"), new DeadlineExceeded("x", JOB)]) {
    assert.equal(error instanceof errors.TransportError, true);
  }
});

test("the code tells the class, and the status where the code tells nothing", () => {
  const kinds: Record<string, string> = {
    invalidApiKey: "AuthenticationError",
    tokenExpired: "AuthenticationError",
    insufficientCredits: "PaymentRequired",
    quotaExceeded: "PaymentRequired",
    invalidProviderContent: "ContentRefused",
    contentModeration: "ContentRefused",
    providerRateLimitExceeded: "RateLimited",
    serviceOverloaded: "ServiceUnavailable",
    internalError: "ServiceUnavailable",
    serverError: "ServiceUnavailable",
    timeoutProvider: "TaskFailed",
    providerGatewayTimeout: "TaskFailed",
    taskFailedOrNotFound: "TaskFailed",
    taskNotFound: "TaskNotFound",
    unknownTaskUUID: "TaskNotFound",
    conflictTaskUUID: "TaskConflict",
    unsupportedDuration: "InvalidRequest",
    unknownModel: "InvalidRequest",
    modelNotFound: "InvalidRequest",
    somethingOfTomorrow: "ApiError",
  };
  for (const [code, name] of Object.entries(kinds)) {
    const error = apiError({ code }, 200);
    assert.deepEqual([error.name, error.code], [name, code]);
  }
  const byStatus = { 400: "ApiError", 401: "AuthenticationError", 402: "PaymentRequired", 429: "RateLimited" };
  for (const [status, name] of Object.entries({ ...byStatus, 503: "ServiceUnavailable" })) {
    for (const code of ["somethingOfTomorrow", 7, "invalid".repeat(1e5), null]) {
      assert.equal(apiError({ code }, Number(status)).name, name);
    }
  }
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
  const plain = { name: "RunwareError", code: "runwareError", message: "x" };
  assert.deepEqual(JSON.parse(JSON.stringify(new RunwareError("x"))), plain);
});

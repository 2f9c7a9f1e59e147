// typia: a function per model, chosen by the request's `model`; the size is a function.
import { equals, explained } from "./built/models_typia.js";

import { MODELS, NO_MODEL, WRONG_SIZE } from "./rules.mjs";

export function accepts(request) {
  const check = equals[request.model];
  return check !== undefined && check(request) && MODELS[request.model].size(request);
}

export function faults(request, tell) {
  const check = explained[request.model];
  if (check === undefined) return tell("/model", NO_MODEL);
  const answer = check(request);
  if (!answer.success) for (const error of answer.errors) tell(error.path, error.expected);
  if (!MODELS[request.model].size(request)) tell("$input.width", WRONG_SIZE);
}

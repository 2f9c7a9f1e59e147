// ajv standalone, chosen by the request's `model`.
import { table } from "./built/ajv_tuned.mjs";
import { table as all } from "./built/ajv_tuned_all.mjs";

import { NO_MODEL } from "./rules.mjs";

export function accepts(request) {
  const check = table[request.model];
  return check !== undefined && check(request);
}

export function faults(request, tell) {
  const check = all[request.model];
  if (check === undefined) tell("/model", NO_MODEL);
  else if (!check(request)) for (const found of check.errors) tell(found.instancePath, found.message);
}

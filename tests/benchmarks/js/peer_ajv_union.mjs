// ajv standalone on the published schema for all models.
import { table } from "./built/ajv_union.mjs";
import { table as all } from "./built/ajv_union_all.mjs";

const [check, checkAll] = [table.requests, all.requests];

export const accepts = (request) => check(request);

export function faults(request, tell) {
  if (!checkAll(request)) for (const found of checkAll.errors) tell(found.instancePath, found.message);
}

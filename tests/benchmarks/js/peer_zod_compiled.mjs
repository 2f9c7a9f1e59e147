// The same with zod's own compiler.
import { compile } from "zod/v4/core";

import { schema } from "./schema_zod.mjs";

const compiled = compile(schema, { strict: true });

export const accepts = (request) => compiled.safeParse(request).success;

export function faults(request, tell) {
  const answer = compiled.safeParse(request);
  if (!answer.success) for (const issue of answer.error.issues) tell(issue.path, issue.message);
}

// zod as it is mostly used.
import { schema } from "./schema_zod.mjs";

export const accepts = (request) => schema.safeParse(request).success;

export function faults(request, tell) {
  const answer = schema.safeParse(request);
  if (!answer.success) for (const issue of answer.error.issues) tell(issue.path, issue.message);
}

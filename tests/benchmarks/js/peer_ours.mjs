// The generated package, compiled as its own tsconfig.json says.
import { isValid, violations } from "runware-openai";

export const accepts = (request) => isValid(request);

export function faults(request, tell) {
  for (const found of violations(request)) tell(found.path, found.message);
}

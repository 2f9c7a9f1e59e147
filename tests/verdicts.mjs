// Reads one request per line as JSON text, writes one line with what the generated package says of it.
import { readFileSync, writeFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

const [, , built, input, output] = process.argv;
const { isValid, violations, warnings } = await import(pathToFileURL(`${built}/esm/index.js`).href);
const lenient = { allowUnknown: true };
const answers = [];
for (const line of readFileSync(input, "utf8").split("\n")) {
  if (line === "") continue;
  const request = JSON.parse(line);
  const before = JSON.stringify(request);
  const found = violations(request);
  answers.push(
    JSON.stringify({
      valid: isValid(request),
      consistent: isValid(request, lenient) === (violations(request, lenient).length === 0),
      violations: found,
      warnings: warnings(request).map(({ code, path, message }) => [code, path, message]),
      changed: JSON.stringify(request) !== before,
    }),
  );
}
writeFileSync(output, answers.join("\n") + "\n");

// Compiles models_typia.ts with typia's transformer through TypeScript's own interface: nothing is patched.
import { dirname, join } from "node:path";

import ts from "typescript";
import transformer from "typia/lib/transform";

const [, , source, outDir] = process.argv;
const options = {
  strict: true,
  exactOptionalPropertyTypes: true,
  target: ts.ScriptTarget.ES2022,
  module: ts.ModuleKind.ES2022,
  moduleResolution: ts.ModuleResolutionKind.Bundler,
  skipLibCheck: true,
  types: [],
  rootDir: dirname(source),
  outDir,
};
const program = ts.createProgram([source], options);
const problems = [...ts.getPreEmitDiagnostics(program)];
const transform = (transformer.default ?? transformer)(program, {}, { addDiagnostic: (one) => problems.push(one) - 1 });
program.emit(undefined, undefined, undefined, undefined, { before: [transform] });
for (const one of problems) console.error(ts.flattenDiagnosticMessageText(one.messageText, "\n"));
process.exitCode = problems.length > 0 ? 1 : 0;
console.log(join(outDir, "models_typia.js"));

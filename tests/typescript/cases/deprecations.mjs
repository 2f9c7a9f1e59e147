// Writes as JSON what the language service strikes through in a file, and the tags and words it shows for each call.
import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";

const [, , typescript, file, output] = process.argv;
const ts = createRequire(import.meta.url)(typescript);
const options = { module: ts.ModuleKind.NodeNext, target: ts.ScriptTarget.ES2022, strict: true, types: [] };
const host = {
  ...ts.sys,
  getCompilationSettings: () => options,
  getCurrentDirectory: () => process.cwd(),
  getDefaultLibFileName: ts.getDefaultLibFilePath,
  getScriptFileNames: () => [file],
  getScriptVersion: () => "1",
  useCaseSensitiveFileNames: () => ts.sys.useCaseSensitiveFileNames,
  getScriptSnapshot: (name) =>
    ts.sys.fileExists(name) ? ts.ScriptSnapshot.fromString(readFileSync(name, "utf8")) : undefined,
};
const service = ts.createLanguageService(host);
const source = service.getProgram().getSourceFile(file);
const struck = service.getSuggestionDiagnostics(file).filter((found) => found.reportsDeprecated);
const lineOf = (position) => source.getLineAndCharacterOfPosition(position).line + 1;
const shown = {};
source.forEachChild(function visit(node) {
  if (ts.isCallExpression(node)) {
    const info = service.getQuickInfoAtPosition(file, node.expression.getEnd() - 1);
    const tags = (info?.tags ?? []).map((tag) => [tag.name, ts.displayPartsToString(tag.text)]);
    shown[lineOf(node.getStart())] = { tags, text: ts.displayPartsToString(info?.documentation) };
  }
  node.forEachChild(visit);
});
writeFileSync(output, JSON.stringify({ struck: struck.map((found) => lineOf(found.start)), shown }));

// What VS Code's editor of JSON says of documents: `node ask.mjs`, questions on standard input, answers on the output.
//
// A question is {uri, text, schemas}: `|` in the text is where the cursor is, `schemas` what the user's settings say.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";

const tools = createRequire(new URL("../tools/", import.meta.url));
const { getLanguageService, TextDocument } = tools("vscode-json-languageservice");

async function load(uri) {
  return uri.startsWith("file:") ? readFileSync(fileURLToPath(uri), "utf8") : (await fetch(uri)).text();
}

function words(contents) {
  return typeof contents === "string" ? contents : (contents?.value ?? "");
}

async function answer({ uri, text, schemas }) {
  const service = getLanguageService({
    schemaRequestService: load,
    workspaceContext: { resolveRelativePath: (relative, resource) => new URL(relative, resource).href },
  });
  service.configure({ validate: true, schemas });
  const document = TextDocument.create(uri, "json", 1, text.replace("|", ""));
  const parsed = service.parseJSONDocument(document);
  const cursor = document.positionAt(text.indexOf("|"));
  const [found, offered, hover] = [
    await service.doValidation(document, parsed),
    await service.doComplete(document, cursor, parsed),
    await service.doHover(document, cursor, parsed),
  ];
  return {
    problems: found.map((one) => [one.range.start.line, one.message]),
    offered: Object.fromEntries(offered.items.map((item) => [item.label, words(item.documentation)])),
    hover: (hover?.contents ?? []).map(words).join("\n").replaceAll("\\", ""),
  };
}

const answers = [];
for (const question of JSON.parse(readFileSync(0, "utf8"))) answers.push(await answer(question));
console.log(JSON.stringify(answers));

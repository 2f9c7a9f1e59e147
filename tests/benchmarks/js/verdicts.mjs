// What one validator says of every request of a file: node verdicts.mjs MODULE TEXTS; prints one JSON object per line.
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

const [, , module, texts] = process.argv;
const { accepts, faults } = await import(pathToFileURL(module).href);

for (const text of JSON.parse(readFileSync(texts, "utf8"))) {
  const request = JSON.parse(text);
  const sentences = [];
  const accepted = accepts(request);
  faults(request, (path, sentence) => sentences.push([JSON.stringify(path), sentence]));
  console.log(
    JSON.stringify({ accepted, sentences, changed: JSON.stringify(request) !== JSON.stringify(JSON.parse(text)) }),
  );
}

// Judges requests by published schemas that ajv fetches, with all they refer to, by their addresses.
//
// Arguments: tests/tools, the dialect, the address of the vocabulary, and a file that names schemas and the requests, as
// JSON texts, that each is asked about. Prints whether each is valid. In strict mode, with our annotations declared.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const [, , tools, dialect, vocabulary, input] = process.argv;
const require = createRequire(`${tools}/package.json`);
const { default: Ajv } = require(dialect === "2020-12" ? "ajv/dist/2020.js" : "ajv");

const load = async (url) => {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url}: ${response.status}`);
  return response.json();
};

const { keywords } = await load(vocabulary);
const verdicts = [];
for (const { address, texts } of JSON.parse(readFileSync(input, "utf8"))) {
  const ajv = new Ajv({ loadSchema: load, strict: true });
  ajv.addVocabulary(keywords.map((keyword) => keyword.name));
  const check = await ajv.compileAsync({ $ref: address });
  verdicts.push(texts.map((text) => check(JSON.parse(text))));
}
process.stdout.write(JSON.stringify(verdicts));

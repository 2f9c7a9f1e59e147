// Judges requests by a published schema that ajv fetches, with all it refers to, by its address.
//
// Arguments: tests/tools, the dialect, the address of the schema, that of the vocabulary, a file of one JSON text per
// line, and the file that gets whether each is valid. In strict mode, with our annotations declared.
import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";

const [, , tools, dialect, address, vocabulary, input, output] = process.argv;
const require = createRequire(`${tools}/package.json`);
const { default: Ajv } = require(dialect === "2020-12" ? "ajv/dist/2020.js" : "ajv");

const load = async (url) => {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url}: ${response.status}`);
  return response.json();
};

const { keywords } = await load(vocabulary);
const ajv = new Ajv({ loadSchema: load, strict: true });
ajv.addVocabulary(keywords.map((keyword) => keyword.name));
const check = await ajv.compileAsync({ $ref: address });
const lines = readFileSync(input, "utf8")
  .split("\n")
  .filter((line) => line !== "");
writeFileSync(output, JSON.stringify(lines.map((line) => check(JSON.parse(line)))));

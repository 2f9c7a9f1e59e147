// Compiles a schema with ajv; reads one JSON text per line and writes whether each is valid.
import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";

const [, , tools, draft, schema, input, output] = process.argv;
const require = createRequire(`${tools}/package.json`);
const { default: Ajv } = require(draft === "2020-12" ? "ajv/dist/2020.js" : "ajv");
const check = new Ajv({ strict: false }).compile(JSON.parse(readFileSync(schema, "utf8")));
const lines = readFileSync(input, "utf8").split("\n").filter((line) => line !== "");
writeFileSync(output, JSON.stringify(lines.map((line) => check(JSON.parse(line)))));

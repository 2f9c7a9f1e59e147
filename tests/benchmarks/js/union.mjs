// Times ajv on the schema of all models: node union.mjs TOOLS SCHEMA REQUESTS ROUNDS; prints ns per request as JSON.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const [, , tools, schema, requests, rounds] = process.argv;
const require = createRequire(`${tools}/package.json`);
const { default: Ajv } = require("ajv/dist/2020.js");
const check = new Ajv({ strict: false, validateSchema: false }).compile(JSON.parse(readFileSync(schema, "utf8")));
const list = JSON.parse(readFileSync(requests, "utf8"));

if (!list.every((request) => check(request))) throw new Error("a request that is documented is refused");

/** ns of this process per request. */
function pass(times) {
  const start = process.cpuUsage();
  let accepted = 0;
  for (let i = 0; i < times; i++) for (const request of list) accepted += check(request) ? 1 : 0;
  const { user, system } = process.cpuUsage(start);
  return ((user + system) * 1000) / accepted;
}

const times = Math.ceil(100_000 / list.length);
for (let i = 0; i < 5; i++) pass(times);

const measured = Array.from({ length: Number(rounds) }, () => pass(times)).sort((a, b) => a - b);
console.log(JSON.stringify(measured[Math.floor(measured.length / 2)]));

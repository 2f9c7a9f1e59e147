// Makes calls with the generated client as a JSON text says, and prints what came of each.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";
import { inspect } from "node:util";

const [, , built] = process.argv;
const { options, calls } = JSON.parse(readFileSync(0, "utf8"));
const whole = await import(pathToFileURL(`${built}/esm/index.js`).href);

function ancestry(error) {
  const names = [];
  for (let kind = error; kind !== null; kind = Object.getPrototypeOf(kind)) names.push(kind.constructor.name);
  return [...new Set(names)].slice(0, -1);
}

function describe(error) {
  const { name, message, taskUUID, code, parameter, allowedValues, documentation, status, retryAfter, cause } = error;
  const plain = { name, message, taskUUID, code, parameter, allowedValues, documentation, status, retryAfter, cause };
  return { ...plain, raw: error.raw, violations: error.violations, ancestry: ancestry(error), shown: shown(error) };
}

/** Everything that consoles, logs and crash reports might print. */
function shown(value) {
  const deep = { showHidden: true, depth: 9, getters: true };
  return [inspect(value), inspect(value, deep), JSON.stringify(value), String(value), value.stack ?? ""].join("\n");
}

/** What came of a call: a result, several of them and errors, a Job, or an id. */
async function told(found, save) {
  if (found instanceof whole.RunwareError) return { error: describe(found) };
  if (Array.isArray(found)) return { many: await Promise.all(found.map((one) => told(one))) };
  if (!(found instanceof whole.Result)) return { value: found };
  if (save !== undefined) await found.saveAll(save);
  return { result: found, errors: found.errors.map(describe), shown: shown(found) };
}

async function outcome(client, { method, args, abortAfter, save }) {
  if (abortAfter !== undefined) {
    const controller = new AbortController();
    setTimeout(() => controller.abort(new Error("given up")), abortAfter);
    args.push({ signal: controller.signal });
  }
  const [name, part] = method.split(".");
  try {
    return await told(await (part ? client[name][part](...args) : client[name](...args)), save);
  } catch (error) {
    return { error: describe(error) };
  }
}

// Node has a WebSocket of its own since version 22.
if (options.transport === "websocket" && !globalThis.WebSocket)
  options.WebSocket = createRequire(process.argv[3])("ws");
const outcomes = [];
let client = null;
try {
  client = new whole.Runware(options);
} catch (error) {
  outcomes.push({ error: describe(error) });
}
for (const call of client === null ? [] : calls) outcomes.push(await outcome(client, call));
const text = JSON.stringify({ outcomes, client: client === null ? "" : shown(client) });
process.stdout.write(text, () => process.exit());

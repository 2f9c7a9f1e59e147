// Makes calls with the generated client as a JSON text says, and prints what came of each.
import { readFileSync } from "node:fs";
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
  const { name, message, taskUUID, code, parameter, allowedValues, documentation, status, cause } = error;
  const plain = { name, message, taskUUID, code, parameter, allowedValues, documentation, status, cause };
  return { ...plain, raw: error.raw, violations: error.violations, ancestry: ancestry(error), shown: shown(error) };
}

/** Everything that consoles, logs and crash reports might print. */
function shown(value) {
  const deep = { showHidden: true, depth: 9, getters: true };
  return [inspect(value), inspect(value, deep), JSON.stringify(value), String(value), value.stack ?? ""].join("\n");
}

async function outcome(client, { method, args, abortAfter }) {
  if (abortAfter !== undefined) {
    const controller = new AbortController();
    setTimeout(() => controller.abort(new Error("given up")), abortAfter);
    args.push({ signal: controller.signal });
  }
  try {
    const result = await client[method](...args);
    return { result, errors: result.errors.map(describe), shown: shown(result) };
  } catch (error) {
    return { error: describe(error) };
  }
}

const outcomes = [];
let client = null;
try {
  client = new whole.Runware(options);
} catch (error) {
  outcomes.push({ error: describe(error) });
}
for (const call of client === null ? [] : calls) outcomes.push(await outcome(client, call));
process.stdout.write(JSON.stringify({ outcomes, client: client === null ? "" : shown(client) }));
process.exit();

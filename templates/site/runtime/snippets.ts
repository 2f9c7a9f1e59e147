/** One request in three languages, as the pages of the models show it: `snippets.py` says the same, and tests compare. */

import { type Argument, type Call, type Json, isObject } from "./facts.js";

const ENDPOINT = "https://api.runware.ai/v1";
const WIDTH = 88;
const FIXED = new Set(["taskType", "taskUUID", "model"]);
const PYTHON: ReadonlyMap<string, string> = new Map([
  ["true", "True"],
  ["false", "False"],
  ["null", "None"],
]);

/** The body as it is posted, by hand: a task, or the array of tasks. */
export function curl(body: Json): string {
  const text = JSON.stringify(Array.isArray(body) ? body : [body], null, 2).replaceAll("'", "'\\''");
  return [
    `curl ${ENDPOINT} \\`,
    '  -H "Authorization: Bearer $RUNWARE_API_KEY" \\',
    '  -H "Content-Type: application/json" \\',
    `  -d '${text}'`,
  ].join("\n");
}

/** A program that runs the request, by the model's own function where that can say it. */
export function python(call: Call, request: Json): string {
  const given = givenOf(call, request);
  const shown = call.url === "" ? "item" : `item.get("${call.url}")`;
  const lines = [`from ${call.python_module} import Runware`, "", "with Runware() as client:"];
  if (given === null || !isObject(request)) {
    lines.push("    result = client.run(", `        ${literal(request, 8, true)}`);
  } else {
    lines.push(`    result = client.${call.python}(`, `        ${literal(request[call.prompt], 8, true)},`);
    for (const [[, , , name], value] of given) {
      lines.push(`        ${name}=${literal(value, 8 + name.length + 1, true, 8)},`);
    }
  }
  return [...lines, "    )", "    for item in result.items:", `        print(${shown})`].join("\n");
}

/** The same in TypeScript. */
export function typescript(call: Call, request: Json): string {
  const given = givenOf(call, request);
  const shown = call.url === "" || given === null ? "item" : `item.${call.url}`;
  return [
    `import { Runware } from "${call.npm_name}";`,
    "",
    "const runware = new Runware();",
    ...typescriptCall(call, request, given),
    `for (const item of result.items) console.log(${shown});`,
  ].join("\n");
}

type Given = readonly (readonly [Argument, Json])[];

function typescriptCall(call: Call, request: Json, given: Given | null): string[] {
  if (given === null || !isObject(request)) {
    return [`const result = await runware.run(${literal(request, 0, false)});`];
  }
  const begin = `const result = await runware.${call.typescript}(`;
  const prompt = literal(request[call.prompt], 0, false);
  if (given.length === 0) return [`${begin}${prompt});`];
  const options = given.map(([[, , , , name], value]) => `${name}: ${literal(value, name.length + 4, false, 2)}`);
  const isShort = begin.length + prompt.length + 3 <= WIDTH;
  if (isShort) return [`${begin}${prompt}, {`, ...options.map((option) => `  ${option},`), "});"];
  return [
    begin,
    `  ${prompt},`,
    "  {",
    ...options.map((option) => `    ${option.replaceAll("\n", "\n  ")},`),
    "  },",
    ");",
  ];
}

/** What the function is given beside the prompt; null where it cannot say the request. */
function givenOf(call: Call, request: Json): Given | null {
  if (!isObject(request) || typeof request[call.prompt] !== "string") return null;
  const left = new Map(Object.entries(request).filter(([key]) => !FIXED.has(key) && key !== call.prompt));
  const settings = settingsOf(call, left.get("providerSettings"));
  left.delete("providerSettings");
  if (settings === null) return null;
  if (call.sized && left.has("width") && left.has("height")) {
    const [width, height] = [left.get("width"), left.get("height")];
    if (!isSide(width) || !isSide(height)) return null;
    left.delete("width");
    left.delete("height");
    left.set("size", `${width}x${height}`);
  }
  const found: (readonly [Argument, Json])[] = [];
  for (const argument of call.arguments) {
    const [wire, isSetting, isRequired] = argument;
    const values = isSetting ? settings : left;
    const value = values.get(wire);
    if (value === undefined && isRequired) return null;
    if (value === null) return null;
    if (value !== undefined) found.push([argument, value]);
    values.delete(wire);
  }
  return left.size === 0 && settings.size === 0 ? found : null;
}

/** The settings of the provider; null for what a function cannot say, such as that there are none. */
function settingsOf(call: Call, written: Json | undefined): Map<string, Json> | null {
  if (written === undefined) return new Map();
  if (!isObject(written) || Object.keys(written).length !== 1) return null;
  const inner = written[call.provider];
  return isObject(inner) && Object.keys(inner).length > 0 ? new Map(Object.entries(inner)) : null;
}

function isSide(value: Json | undefined): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}

/** A value on one line where it fits, else a line per item; `margin` is that of the line it begins in. */
function literal(value: Json | undefined, column: number, isPython: boolean, margin: number = column): string {
  const flat = flatOf(value, isPython);
  const entries = entriesOf(value);
  if (column + flat.length < WIDTH || entries.length === 0) return flat;
  const indent = margin + (isPython ? 4 : 2);
  const lines = entries.map(([key, item]) => {
    const label = key === null ? "" : `${keyOf(key, isPython)}: `;
    return `${" ".repeat(indent)}${label}${literal(item, indent + label.length, isPython, indent)},\n`;
  });
  const [open, close] = Array.isArray(value) ? "[]" : "{}";
  return `${open}\n${lines.join("")}${" ".repeat(margin)}${close}`;
}

function entriesOf(value: Json | undefined): (readonly [string | null, Json])[] {
  if (Array.isArray(value)) return value.map((item) => [null, item]);
  return isObject(value) ? Object.entries(value) : [];
}

function flatOf(value: Json | undefined, isPython: boolean): string {
  if (Array.isArray(value)) return `[${value.map((item) => flatOf(item, isPython)).join(", ")}]`;
  if (isObject(value)) {
    const entries = Object.entries(value).map(([key, item]) => `${keyOf(key, isPython)}: ${flatOf(item, isPython)}`);
    return entries.length === 0 ? "{}" : isPython ? `{${entries.join(", ")}}` : `{ ${entries.join(", ")} }`;
  }
  const text = JSON.stringify(value ?? null);
  return isPython ? (PYTHON.get(text) ?? text) : text;
}

function keyOf(key: string, isPython: boolean): string {
  return !isPython && /^[A-Za-z_]\w*$/.test(key) ? key : JSON.stringify(key);
}

// Put every vector to a module's violations(request): node run_vectors.mjs PATH_OF_MODULE
// A violation has the properties code, path and, if its sentences are to be compared, message.
import { readdirSync, readFileSync } from "node:fs";
import { basename, join, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const stop = (why) => (console.error(why), process.exit(1));
if (process.argv.length !== 3) stop("Usage: node run_vectors.mjs PATH_OF_MODULE");
const folder = fileURLToPath(new URL(".", import.meta.url));
const { violations } = await import(pathToFileURL(resolve(process.argv[2])).href);
if (typeof violations !== "function") stop(`${process.argv[2]} has no function violations(request)`);
const isSame = (found, wanted) =>
  found.code === wanted.code && found.path === wanted.path && [undefined, wanted.message].includes(found.message);

function fault(vector) {
  try {
    const found = violations("request" in vector ? vector.request : JSON.parse(vector.json));
    const wanted = vector.violations;
    const passes = found.length === wanted.length && wanted.every((one, i) => isSame(found[i], one));
    return passes ? "" : `finds ${JSON.stringify(found)}`;
  } catch (error) {
    return `throws ${error}`;
  }
}

const results = [];
for (const name of readdirSync(folder, { recursive: true }).sort()) {
  const { vectors = [] } = name.endsWith(".json") ? JSON.parse(readFileSync(join(folder, name), "utf8")) : {};
  results.push(...vectors.map((vector) => [`${basename(name, ".json")} ${vector.id}`, fault(vector)]));
}
const faults = results.filter(([, why]) => why).map((named) => named.join(": "));
console.log([...faults, `${results.length - faults.length} of ${results.length} vectors passed`].join("\n"));
process.exitCode = faults.length || !results.length ? 1 : 0;

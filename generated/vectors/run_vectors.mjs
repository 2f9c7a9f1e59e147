// Put every vector to a module's violations(request): node run_vectors.mjs PATH_OF_MODULE
// A violation has the properties code, path and, if its sentences are to be compared, message.
import { readdirSync, readFileSync } from "node:fs";
import { basename, join, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

if (process.argv.length !== 3) (console.error("Usage: node run_vectors.mjs PATH_OF_MODULE"), process.exit(1));
const folder = fileURLToPath(new URL(".", import.meta.url));
const { violations } = await import(pathToFileURL(resolve(process.argv[2])).href);
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

let count = 0;
const faults = [];
for (const name of readdirSync(folder, { recursive: true }).sort()) {
  const { vectors = [] } = name.endsWith(".json") ? JSON.parse(readFileSync(join(folder, name), "utf8")) : {};
  count += vectors.length;
  const found = vectors.map((vector) => [vector.id, fault(vector)]).filter(([, why]) => why);
  faults.push(...found.map(([id, why]) => `${basename(name, ".json")} ${id}: ${why}`));
}
console.log([...faults, `${count - faults.length} of ${count} vectors passed`].join("\n"));
process.exitCode = faults.length || !count ? 1 : 0;

// Put every vector to a module's violations(request): node run_vectors.mjs PATH_OF_MODULE
// A violation has the properties code, path and, if its sentences are to be compared, message.
import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const folder = fileURLToPath(new URL(".", import.meta.url));
const { violations } = await import(pathToFileURL(resolve(process.argv[2])).href);

function fails(vector) {
  const found = violations("request" in vector ? vector.request : JSON.parse(vector.json));
  const isWanted = (want, i) =>
    found[i].code === want.code && found[i].path === want.path && (found[i].message ?? want.message) === want.message;
  return found.length !== vector.violations.length || !vector.violations.every(isWanted);
}

let count = 0;
const failed = [];
for (const name of readdirSync(folder, { recursive: true }).filter((name) => name.endsWith(".json")).sort()) {
  const { vectors = [] } = JSON.parse(readFileSync(join(folder, name), "utf8"));
  count += vectors.length;
  failed.push(...vectors.filter(fails).map((vector) => `${name.replace(/^.*[\\/]|\.json$/g, "")} ${vector.id}`));
}
console.log([...failed, `${count - failed.length} of ${count} vectors passed`].join("\n"));
process.exitCode = failed.length || !count ? 1 : 0;

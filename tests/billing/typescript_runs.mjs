// Runs schedules through the generated TypeScript client: a line of JSON in, a line of JSON out.
//
//     node typescript_runs.mjs PACKAGE WS     PACKAGE is the compiled package, WS the package ws

import { createInterface } from "node:readline";
import { pathToFileURL } from "node:url";

const [, , home, ws] = process.argv;
const { DeadlineExceeded, Job, Runware, RunwareError } = await import(pathToFileURL(`${home}/esm/index.js`));
const { WebSocket } = await import(pathToFileURL(`${ws}/wrapper.mjs`));

const media = (items) => items.map((item) => item.imageUUID ?? item.videoUUID);
const partial = (error) => (error instanceof DeadlineExceeded ? error.items : []);

/** Asks the sandbox itself for something. */
async function control(url, name, body) {
  const address = url.replace(/\/v1$/, `/__sandbox/${name}`);
  const answer = await fetch(address, { method: "POST", body: JSON.stringify(body) });
  if (!answer.ok) throw new Error(`${name}: ${answer.status}`);
}

/** Time that passes only when the client sleeps; then it passes for the sandbox, too. */
function virtualWorld(url) {
  const world = {
    time: 0,
    now: () => world.time,
    today: () => Date.UTC(2026, 0, 1) + world.time,
    random: () => 0.5,
    async sleep(milliseconds) {
      world.time += milliseconds;
      await control(url, "advance", { seconds: milliseconds / 1000 });
    },
  };
  return world;
}

async function run({ url, key, transport, restart, request, deadline, patience }) {
  const world = virtualWorld(url);
  const lines = [];
  const options = {
    apiKey: key,
    baseURL: url,
    transport,
    WebSocket,
    timeouts: { read: patience, total: deadline },
    journal: { append: async (line) => void lines.push(line) },
  };
  const client = new Runware(options, world);
  const remembered = () => Job.fromJSON(lines.at(-1));
  try {
    let result;
    if (restart) {
      const job = await client.submit(request);
      const restarted = new Runware(options, world);
      const found = job.state === "finished" ? job : Job.fromJSON(lines.at(-1));
      result = await restarted.wait(found, { timeout: Math.max(deadline - world.time, 1) });
      restarted.close();
    } else {
      result = await client.run(request);
    }
    return { media: media(result.items), error: "", seconds: world.time / 1000, later: [] };
  } catch (error) {
    if (!(error instanceof RunwareError) || error.taskUUID !== request.taskUUID) throw error;
    const seconds = world.time / 1000;
    await control(url, "scenario", { scenario: 1, rules: [] });
    const later = await client.wait(remembered(), { timeout: 60_000 }).then((result) => result.items, partial);
    return { media: media(partial(error)), error: error.name, seconds, later: media(later) };
  } finally {
    client.close();
  }
}

for await (const line of createInterface({ input: process.stdin })) {
  process.stdout.write(`${JSON.stringify(await run(JSON.parse(line)))}\n`);
}

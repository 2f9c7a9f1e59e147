// Runs requests through @runware/sdk-js 1.3: a job in JSON on standard input, a line of JSON for each call.

import { readFileSync } from "node:fs";

import { Runware } from "./environments/node_modules/@runware/sdk-js/dist/index.js";

const job = JSON.parse(readFileSync(0, "utf8"));
const say = (call) => process.stdout.write(`${JSON.stringify({ call })}\n`);

const client = new Runware({ apiKey: job.key, url: job.url.replace("http", "ws"), ...job.options });
await client.ensureConnection();
for (const request of job.requests) {
  const { taskType, ...fields } = request;
  try {
    const run = taskType === "imageInference" ? "requestImages" : "videoInference";
    say({ items: [await client[run](fields)].flat() });
  } catch (error) {
    const found = error?.error ?? error;
    say({ error: `${found?.code ?? ""}: ${found?.message ?? JSON.stringify(found)}` });
  }
}
process.exit(0);

/** The functions and the client: what a type checker refuses of a call, and what it knows of a result. */

import {
  type DallE3Request,
  type DallE3Result,
  FileJournal,
  Job,
  type Result,
  Runware,
  RunwareError,
  type Violation,
  dallE2,
  dallE3,
  gptImage1,
  isValid,
  sora2,
  sora2Pro,
  violations,
} from "runware-openai";
import { dallE3 as deep } from "runware-openai/models/dall-e-3";
import { validate } from "runware-openai/validate";

const runware = new Runware({ apiKey: "a" });
const prompt = "A lighthouse";

export const wide: DallE3Request = dallE3(prompt, { size: "1792x1024", quality: "hd", style: "vivid" });
export const same: DallE3Request = deep(prompt, { size: "1792x1024", ttl: undefined });
export const short = sora2(prompt, { duration: 4 });
export const bytes = sora2(prompt, { duration: 4, frameImages: [{ inputImage: new Uint8Array(), frame: "first" }] });
export const frames = sora2Pro(prompt, { duration: 12, size: "1792x1024", frameImages: ["a", new ArrayBuffer(1)] });

dallE3(prompt, { size: "1792x1792" }); // expect: error
dallE3(prompt, { size: "1024" }); // expect: error
dallE3(prompt, { quality: "hd" }); // expect: error
dallE3(prompt); // expect: error
dallE3({ size: "1024x1024" }); // expect: error
dallE3(prompt, { size: "1024x1024", qualty: "hd" }); // expect: error
dallE3(prompt, { size: "1024x1024", quality: "HD" }); // expect: error
dallE3(prompt, { size: "1024x1024", width: 1024 }); // expect: error
dallE2(prompt, { size: "256x256", quality: "hd" }); // expect: error
dallE2(prompt, { size: "1792x1024" }); // expect: error
gptImage1(prompt, { size: "1024x1024", style: "vivid" }); // expect: error
gptImage1(prompt, { size: "1024x1024", background: "none" }); // expect: error
sora2(prompt, { duration: 5 }); // expect: error
sora2(prompt, { duration: "4" }); // expect: error
sora2(prompt, {}); // expect: error
sora2(prompt, { duration: 4, size: "1792x1024" }); // expect: error
sora2(prompt, { duration: 4, frameImages: [{ inputImage: "a", frame: "last" }] }); // expect: error
sora2(prompt, { duration: 4, frameImages: "a" }); // expect: error
sora2(prompt, { duration: 4, frameImages: [new Blob([])] }); // expect: error

export async function results(signal: AbortSignal): Promise<void> {
  const result: Result<DallE3Result> = await runware.dallE3(prompt, { size: "1024x1024" }, { signal, timeout: 5 });
  for (const item of result.items) {
    const url: string | undefined = item.imageURL;
    const missing: string = item.imageURL; // expect: error
    const known: boolean = item.taskType === "imageInference";
    const open: boolean = item.status === "a status of next year";
    item.videoURL; // expect: error
    console.log(url, missing, known, open);
  }
  for (const item of (await runware.sora2Pro(prompt, { duration: 4 })).items) console.log(item.videoURL);
  const [first] = result.items;
  first.imageURL; // expect: error
  result.errors[0]?.code.toUpperCase();
  result.items = []; // expect: error
  const untyped: unknown = (await runware.run({ model: "openai:9@9" }, { validate: false })).items[0]?.["imageURL"];
  await runware.run("a"); // expect: error
  await runware.dallE3(prompt, { size: "1x1" }); // expect: error
  await runware.dallE3(prompt, { size: "1024x1024" }, { validte: false }); // expect: error
  await runware.dallE4(prompt, { size: "1024x1024" }); // expect: error
  const job: Job = await runware.sora2.submit(prompt, { duration: 4 }, { signal });
  const video: string | undefined = (await runware.sora2.wait(job)).items[0]?.videoURL;
  await runware.sora2.submit(prompt, { duration: 5 }); // expect: error
  await runware.sora2.wait(7); // expect: error
  await runware.wait({ taskUUID: "a" }); // expect: error
  job.state = "failed"; // expect: error
  const state: "submitted" | "accepted" | "finished" | "failed" = Job.fromJSON(JSON.stringify(job)).state;
  for (const one of await runware.runMany([wide, short], { batch: 2 })) {
    one.items; // expect: error
    if (one instanceof RunwareError) console.log(one.retryAfter?.toFixed(), one.taskUUID);
    else await one.save("a.png");
  }
  console.log(video, state, await runware.upload(new Blob([])), await runware.upload(new Uint8Array()));
  new Runware({ key: "a" }); // expect: error
  new Runware({ fetch, WebSocket, timeouts: { total: 5 }, polling: { first: 5 }, journal: "a" });
  new Runware({
    transport: "websocket",
    journal: new FileJournal("a"),
    onProgress: ({ percent }) => console.log(percent),
  });
  new Runware({ transport: "smoke" }); // expect: error
  new Runware({ timeouts: { totl: 5 } }); // expect: error
  new Runware({ timeout: 5 }); // expect: error
  console.log(untyped);
}

export const found: readonly Violation[] = violations(null, { allowUnknown: true });
export const yes: boolean = isValid({});
export const code: "missing_field" | undefined = found[0]?.code; // expect: error
export const sure: string = found[0].message; // expect: error
validate({}, { allow_unknown: true }); // expect: error

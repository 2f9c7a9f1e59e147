// What the page runs: every request gets its verdicts, then the client is tried with and without leave to be there.
import { Runware, dallE3, isValid, violations, warnings } from "runware-openai";

async function judged() {
  const lines = (await (await fetch("requests")).text()).split("\n").filter((line) => line !== "");
  return lines.map((line) => {
    const request = JSON.parse(line);
    return { valid: isValid(request), found: violations(request), warned: warnings(request).map(String) };
  });
}

function refusal() {
  try {
    return String(new Runware({ apiKey: "a-key-that-is-long-enough" }));
  } catch (error) {
    return `${error.name}: ${error.message}`;
  }
}

async function sent() {
  const baseURL = new URL("v1", location.href).href;
  const client = new Runware({ apiKey: "a-key-that-is-long-enough", baseURL, dangerouslyAllowBrowser: true });
  return client.dallE3("A lighthouse", { size: "1792x1024", taskUUID: "24cd5dff-cb81-4db5-8506-b72a9425f9d1" });
}

async function all() {
  const made = dallE3("A lighthouse", { size: "1024x1024" });
  return { judged: await judged(), refusal: refusal(), sent: await sent(), made };
}

const answers = await all().catch((error) => ({ failed: String(error) }));
await fetch("answers", { method: "POST", body: JSON.stringify(answers) });

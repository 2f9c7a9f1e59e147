// Opens every page of a site in several ways, and prints what goes wrong: words of the console, requests that lead away,
// findings of axe, and pages that are wider than their window.
import { readFileSync } from "node:fs";
import { begin, watched } from "./chromium.mjs";

const { browser, job } = await begin();
const axe = job.axe ? readFileSync(job.axe, "utf-8") : "";
const known = [
  { name: "light", options: { viewport: { width: 1280, height: 900 }, colorScheme: "light" } },
  { name: "dark", options: { viewport: { width: 1280, height: 900 }, colorScheme: "dark" } },
  { name: "phone", options: { viewport: { width: 360, height: 780 }, colorScheme: "light", hasTouch: true } },
];
const ways = known.filter(({ name }) => job.ways.includes(name));
const told = { problems: [], axe: [], wide: [], visited: 0, text: {} };

async function judged(page, name) {
  await page.evaluate(axe);
  const { violations } = await page.evaluate("axe.run(document, { preload: false, resultTypes: ['violations'] })");
  for (const { id, impact, nodes } of violations) {
    if (impact === "serious" || impact === "critical") told.axe.push(`${name}: ${id}: ${nodes[0].html}`);
  }
}

async function wide(page, name) {
  const [needed, there] = await page.evaluate("[document.scrollingElement.scrollWidth, innerWidth]");
  if (needed > there) told.wide.push(`${name}: ${needed} > ${there}`);
}

try {
  for (const base of job.bases) {
    for (const way of ways) {
      const page = await watched(browser, base, way.options, told.problems);
      for (const path of job.paths) {
        await page.goto(base + path);
        await page.waitForSelector("#tools button");
        const name = `${base}${path} ${way.name}`;
        await wide(page, name);
        if (axe && base === job.bases[0]) await judged(page, name);
        told.visited++;
      }
      await page.context().close();
    }
  }
  const plain = await watched(browser, job.bases[0], { javaScriptEnabled: false }, told.problems);
  for (const path of job.paths) {
    await plain.goto(job.bases[0] + path);
    told.text[path] = (await plain.locator("main").innerText()).length;
  }
} finally {
  await browser.close();
}
process.stdout.write(JSON.stringify(told));

// What somebody does on the playground and elsewhere on the site; prints what is seen.
import { begin, watched } from "./chromium.mjs";

const { browser, job } = await begin();
const told = { problems: [] };
const page = await watched(browser, job.base, { viewport: { width: 1360, height: 900 } }, told.problems);
const at = (path) => page.goto("about:blank").then(() => page.goto(job.base + path));

/** What the page says of texts, each typed in one go; the time is that of all that follows a keystroke. */
function judged(texts) {
  const text = document.querySelector("#text");
  const play = document.querySelector("#play");
  return texts.map((one) => {
    text.value = one;
    text.dispatchEvent(new Event("input"));
    const found = [...document.querySelectorAll("#found > li")].map((item) => ({
      code: item.dataset.code,
      path: item.dataset.path,
      level: item.className,
      line: Number(item.dataset.line),
    }));
    const fixes = [...document.querySelectorAll("#found .fix")].map((button) => button.textContent);
    return { verdict: play.dataset.verdict, found, fixes, took: Number(play.dataset.took) };
  });
}

/** Clicks the first correction that is offered until none is left; what the text is then, and whether it is valid. */
function corrected(texts) {
  const text = document.querySelector("#text");
  return texts.map((one) => {
    text.value = one;
    text.dispatchEvent(new Event("input"));
    const label = document.querySelector(".error .fix")?.textContent ?? "";
    for (let left = 20; left > 0 && document.querySelector(".error .fix"); left--) {
      document.querySelector(".error .fix").click();
    }
    return { label, text: text.value, verdict: document.querySelector("#play").dataset.verdict };
  });
}

async function snippets() {
  const found = {};
  for (const language of ["Python", "TypeScript", "curl"]) {
    await page.getByRole("tab", { name: language }).click();
    found[language] = await page.locator("#snippets section:visible pre").textContent();
  }
  return found;
}

async function typing() {
  const took = [];
  await at("playground.html");
  await page.locator("#f-positivePrompt").focus();
  await page.keyboard.press("Control+End");
  for (const key of job.typed) {
    await page.keyboard.press(key === " " ? "Space" : key);
    took.push(Number(await page.locator("#play").getAttribute("data-took")));
  }
  return { took, prompt: JSON.parse(await page.inputValue("#text")).positivePrompt };
}

async function form() {
  await at("playground.html#model=openai:2@3");
  const steps = [JSON.parse(await page.inputValue("#text")).model];
  await page.selectOption("#f-size", "1024x1792");
  await page.selectOption("#model", "openai:1@1");
  steps.push(JSON.parse(await page.inputValue("#text")), await page.textContent("#verdict"));
  await page.getByText("more fields").click();
  await page.fill("#f-numberResults", "3");
  await page.selectOption("#f-outputFormat", "");
  const request = JSON.parse(await page.inputValue("#text"));
  steps.push(request.numberResults, Object.keys(request).includes("outputFormat"));
  await page.selectOption("#example", { index: 2 });
  steps.push(JSON.parse(await page.inputValue("#text")));
  return steps;
}

async function link() {
  await at("playground.html");
  await page.fill("#text", job.shared);
  await page.click("#share");
  const address = page.url();
  await page.goto("about:blank");
  await page.goto(address);
  const back = await page.inputValue("#text");
  await page.goto(`${job.base}playground.html#request=%%%`);
  return { address, back, broken: await page.textContent("#verdict") };
}

async function example(path) {
  await at(path);
  await page.locator(".try").first().click();
  await page.waitForURL(/playground/);
  return { text: JSON.parse(await page.inputValue("#text")), snippets: await snippets() };
}

async function migrated() {
  await at("migration.html");
  await page.locator(".met a").first().click();
  await page.waitForURL(/playground/);
  return JSON.parse(await page.inputValue("#text"));
}

async function search() {
  await at("index.html");
  await page.keyboard.press("/");
  await page.keyboard.type(job.asked);
  await page.waitForSelector(".hits a");
  const hits = await page.locator(".hits a").allTextContents();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await page.waitForURL(/#field-/);
  const target = await page.locator(":target h3").textContent();
  await page.keyboard.press("Control+k");
  await page.keyboard.type("nothing is called that");
  const none = await page.locator(".none").isVisible();
  await page.keyboard.press("Escape");
  return { hits, target, none, open: await page.locator("dialog[open]").count() };
}

async function theme() {
  await at("index.html");
  const shown = () => page.evaluate("getComputedStyle(document.body).backgroundColor");
  const seen = [await shown()];
  await page.getByRole("button", { name: "Light or dark" }).click();
  seen.push(await shown());
  await page.goto(`${job.base}schemas.html`);
  seen.push(await shown());
  await page.getByRole("button", { name: "Light or dark" }).click();
  return [...seen, await shown()];
}

async function tree() {
  await at(`schemas.html#${job.schema}`);
  const title = await page.textContent("#schema-title");
  await page.click("#unfold");
  return { title, text: await page.locator("#tree").innerText() };
}

async function copied() {
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  await at(job.page);
  await page.getByRole("tab", { name: "Python" }).first().click();
  await page.locator(".tabs section:visible .copy").first().click();
  return page.evaluate("navigator.clipboard.readText()");
}

try {
  await at("playground.html");
  told.judged = await page.evaluate(judged, job.texts);
  told.corrected = await page.evaluate(corrected, job.wrong);
  told.examples = {};
  for (const path of job.pages) told.examples[path] = await example(path);
  Object.assign(told, { typing: await typing(), form: await form(), link: await link(), migrated: await migrated() });
  Object.assign(told, { search: await search(), theme: await theme(), tree: await tree(), copied: await copied() });
} finally {
  await browser.close();
}
process.stdout.write(JSON.stringify(told));

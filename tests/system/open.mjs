// Opens a page in Chromium, waits until it has told its answers, and prints all that went wrong there.
import { createRequire } from "node:module";

const [, , playwright, executablePath, url] = process.argv;
const { chromium } = createRequire(import.meta.url)(playwright);
const quiet = ["--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update"];
const args = ["--disable-gpu", "--disable-sync", ...quiet];
const browser = await chromium.launch({ executablePath, args, chromiumSandbox: false });
const problems = [];
try {
  const page = await browser.newPage();
  page.on("console", (message) => problems.push(`${message.type()}: ${message.text()}`));
  page.on("pageerror", (error) => problems.push(`error: ${error.message}`));
  page.on("requestfailed", (request) => problems.push(`failed: ${request.url()}`));
  const told = page.waitForResponse((response) => response.url().endsWith("/answers"), { timeout: 60_000 });
  await page.goto(url);
  await told;
} finally {
  await browser.close();
}
process.stdout.write(JSON.stringify(problems));

// Debian's Chromium, started by playwright; what every script here that drives a browser begins with.
import { createRequire } from "node:module";

const quiet = ["--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update"];

/** The browser, and the job that the test gives on standard input. */
export async function begin() {
  let text = "";
  for await (const chunk of process.stdin) text += chunk;
  const job = JSON.parse(text);
  const { chromium } = createRequire(import.meta.url)(job.playwright);
  const args = ["--disable-gpu", "--disable-sync", ...quiet];
  const browser = await chromium.launch({ executablePath: job.program, args, chromiumSandbox: false });
  return { browser, job };
}

/** A page that writes down everything it should not do: speak, fail, or ask for what is not below `base`. */
export async function watched(browser, base, options, problems) {
  const context = await browser.newContext(options);
  const page = await context.newPage();
  page.on("console", (message) => problems.push(`${page.url()}: ${message.type()}: ${message.text()}`));
  page.on("dialog", (dialog) => {
    problems.push(`${page.url()}: opens a dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on("pageerror", (error) => problems.push(`${page.url()}: ${error.stack}`));
  page.on("requestfailed", (request) => {
    // Whoever goes on to the next page lets go of what this one still waits for.
    const reason = request.failure()?.errorText ?? "";
    if (reason !== "net::ERR_ABORTED") problems.push(`${page.url()}: ${reason}: ${request.url()}`);
  });
  page.on("request", (request) => {
    if (!request.url().startsWith(base)) problems.push(`${page.url()}: asks for ${request.url()}`);
  });
  page.setDefaultTimeout(20_000);
  return page;
}

// Takes pictures of the site: each shot is a name, a path, a window, a colour scheme and what is typed first.
import { begin, watched } from "./chromium.mjs";

const { browser, job } = await begin();
const problems = [];
try {
  for (const { name, path, width, height, scheme, text } of job.shots) {
    const options = { viewport: { width, height }, colorScheme: scheme, deviceScaleFactor: job.scale };
    const page = await watched(browser, job.base, options, problems);
    await page.goto(job.base + path);
    await page.waitForSelector("#tools button");
    // The figure that the page shows is that of code which has run before.
    for (let times = 0; text && times < 20; times++) await page.fill("#text", `${text}${" ".repeat(times % 2)}`);
    await page.evaluate("document.activeElement.blur()");
    await page.screenshot({ path: `${job.out}/${name}.png`, animations: "disabled" });
    await page.context().close();
  }
} finally {
  await browser.close();
}
process.stdout.write(JSON.stringify(problems));

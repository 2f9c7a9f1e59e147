/** The schema viewer: a schema as a tree that opens, its place in the fragment. */

import { copyWith } from "./clipboard.js";
import { all, byId, dataOf, make } from "./element.js";

type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

const SCHEMAS = dataOf("schemas") as Record<string, Json>;
const OPEN = 2;

/** A value as a branch or a leaf; branches above a depth are open. */
function node(key: string | null, value: Json, depth: number): HTMLElement {
  const label = key === null ? null : make("span", { class: "k" }, key);
  if (typeof value !== "object" || value === null) {
    return make("div", { class: "leaf" }, label, leaf(value, key));
  }
  const entries: [string | null, Json][] = Array.isArray(value)
    ? value.map((item) => [null, item])
    : Object.entries(value);
  if (entries.every(([name, item]) => name === null && (typeof item !== "object" || item === null))) {
    return make("div", { class: "leaf" }, label, make("code", {}, JSON.stringify(value)));
  }
  const count = `${entries.length} ${Array.isArray(value) ? "items" : "keys"}`;
  const branch = make(
    "details",
    { open: depth < OPEN },
    make("summary", {}, label ?? make("span", { class: "k" }, "•"), make("small", {}, count)),
  );
  // What is closed is made when it is opened: a schema of hundreds of branches opens at once.
  const fill = (): void => {
    if (branch.childElementCount === 1) branch.append(...entries.map(([name, item]) => node(name, item, depth + 1)));
  };
  if (depth < OPEN) fill();
  branch.addEventListener("toggle", fill);
  return branch;
}

/** A value; an address leads to its page, but those that are names and no pages. */
function leaf(value: Json, key: string | null): HTMLElement {
  const isLink = typeof value === "string" && /^https?:\/\//.test(value) && !key?.startsWith("$");
  const text = make("code", { class: typeof value === "string" ? "s" : "n" }, JSON.stringify(value));
  return isLink ? make("a", { href: value, rel: "noreferrer" }, text) : text;
}

function show(): void {
  const asked = decodeURIComponent(location.hash.slice(1));
  const name = Object.hasOwn(SCHEMAS, asked) ? asked : (Object.keys(SCHEMAS)[0] ?? "");
  byId("schema-title").textContent = name;
  byId("tree").replaceChildren(node(null, SCHEMAS[name] ?? null, 0));
  for (const link of all<HTMLAnchorElement>(".schemas a")) {
    if (link.hash === `#${name}`) link.setAttribute("aria-current", "true");
    else link.removeAttribute("aria-current");
  }
}

/** Opens every branch; those inside are made by opening the one around them. */
function unfold(): void {
  for (let closed = closedOnes(); closed.length > 0; closed = closedOnes()) {
    for (const branch of closed) {
      branch.open = true;
      branch.dispatchEvent(new Event("toggle"));
    }
  }
}

function closedOnes(): HTMLDetailsElement[] {
  return all<HTMLDetailsElement>("details:not([open])", byId("tree"));
}

addEventListener("hashchange", show);
byId("unfold").addEventListener("click", unfold);
byId("schema-copy").addEventListener("click", (event) => {
  const name = byId("schema-title").textContent ?? "";
  void copyWith(event.currentTarget as HTMLElement, `${JSON.stringify(SCHEMAS[name], null, 2)}\n`);
});
show();

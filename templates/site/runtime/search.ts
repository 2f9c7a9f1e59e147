/** Search over the fields of all models: an index of a few kilobytes, which is loaded when it is first asked for. */

import { all, make } from "./element.js";

interface Index {
  /** Name, AIR id, page, summary. */
  readonly models: readonly (readonly [string, string, string, string])[];
  /** Path, summary, and the number and limit of each model that has it. */
  readonly fields: readonly (readonly [string, string, readonly (readonly [number, string])[]])[];
}

interface Hit {
  readonly rank: number;
  readonly title: string;
  readonly note: string;
  readonly href: string;
}

const MOST = 40;
const ROOT = (): string => document.body.dataset["root"] ?? "";

function loaded(): Promise<Index> {
  const holder = globalThis as { airsmithFields?: Index };
  if (holder.airsmithFields) return Promise.resolve(holder.airsmithFields);
  return new Promise((resolve, reject) => {
    const script = make("script", { src: `${ROOT()}assets/fields.js` });
    script.addEventListener("load", () => resolve(holder.airsmithFields ?? { models: [], fields: [] }));
    script.addEventListener("error", () => reject(new Error("the index cannot be loaded")));
    document.head.append(script);
  });
}

/** What a question finds, the best first: every word of it must be there. */
export function hits(index: Index, question: string): Hit[] {
  const asked = question
    .toLowerCase()
    .split(/[\s.]+/)
    .filter((word) => word !== "");
  if (asked.length === 0) return [];
  const found: Hit[] = [];
  for (const [name, air, href, summary] of index.models) {
    const rank = ranked(asked, `${name} ${air}`, summary);
    if (rank > 0) found.push({ rank: rank + 1, title: name, note: air, href });
  }
  for (const [path, summary, limits] of index.fields) {
    for (const [number, limit] of limits) {
      const model = index.models[number];
      if (model === undefined) continue;
      const rank = ranked(asked, path, `${summary} ${limit} ${model[0]} ${model[1]}`);
      const href = `${model[2]}#field-${path.replaceAll(/[^A-Za-z0-9.-]/g, "-")}`;
      if (rank > 0) found.push({ rank, title: path, note: `${model[0]}: ${limit}`, href });
    }
  }
  return found.sort((left, right) => right.rank - left.rank).slice(0, MOST);
}

/** 0 where a word is nowhere; a word in the title counts more, at the start of a part of it most. */
function ranked(asked: readonly string[], title: string, rest: string): number {
  const [inTitle, inRest] = [title.toLowerCase(), rest.toLowerCase()];
  let rank = 0;
  for (const word of asked) {
    const at = inTitle.indexOf(word);
    if (at < 0 && !inRest.includes(word)) return 0;
    const starts = at === 0 || inTitle[at - 1] === ".";
    rank += at < 0 ? 1 : starts ? 8 + (inTitle.length === word.length ? 8 : 0) : 4;
  }
  return rank / asked.length;
}

/** Makes the dialog; what it returns opens it. A slash opens it, too. */
export function makeSearch(): () => void {
  const input = make("input", { role: "searchbox", placeholder: "A field, a setting, a model", autocomplete: "off" });
  input.setAttribute("aria-label", "Search fields");
  const list = make("ul", { class: "hits" });
  const none = make("p", { class: "none", hidden: true }, "Nothing is called that.");
  const close = make("button", { "aria-label": "Close" }, "Esc");
  const bar = make("form", { method: "dialog" }, input, close);
  const dialog = make("dialog", { class: "search", "aria-label": "Search fields" }, bar, list, none);
  document.body.append(dialog);
  let index: Index = { models: [], fields: [] };
  const ask = (): void => {
    const found = hits(index, input.value);
    list.replaceChildren(...found.map(line));
    none.hidden = found.length > 0 || input.value.trim() === "";
  };
  const open = (): void => {
    if (dialog.open) return;
    dialog.showModal();
    input.select();
    void loaded().then((found) => {
      index = found;
      ask();
    });
  };
  input.addEventListener("input", ask);
  dialog.addEventListener("keydown", (event) => step(event, input, list));
  dialog.addEventListener("click", (event) => {
    if (event.target === dialog || (event.target as Element).closest("a") !== null) dialog.close();
  });
  document.addEventListener("keydown", (event) => {
    const busy = event.target instanceof HTMLElement && event.target.matches("input, textarea, select");
    const asked = (event.key === "/" && !busy) || (event.key === "k" && (event.ctrlKey || event.metaKey));
    if (!asked || dialog.open) return;
    event.preventDefault();
    open();
  });
  return open;
}

function line(hit: Hit): HTMLElement {
  return make(
    "li",
    {},
    make("a", { href: ROOT() + hit.href }, make("code", {}, hit.title), make("span", {}, hit.note)),
  );
}

/** Arrows walk through what was found, Enter in the input goes to the first. */
function step(event: KeyboardEvent, input: HTMLInputElement, list: HTMLElement): void {
  const stops: HTMLElement[] = [input, ...all("a", list)];
  const at = stops.indexOf(document.activeElement as HTMLElement);
  if (event.key === "ArrowDown" || event.key === "ArrowUp") {
    event.preventDefault();
    stops[Math.min(Math.max(at + (event.key === "ArrowDown" ? 1 : -1), 0), stops.length - 1)]?.focus();
  } else if (event.key === "Enter" && document.activeElement === input) {
    event.preventDefault();
    stops[1]?.click();
  }
}

/** Texts in several languages behind tabs. Without this script they stand below each other, each with its heading. */

import { copyWith } from "./clipboard.js";
import { all, make } from "./element.js";
import { paint } from "./highlight.js";

const KEY = "airsmith-language";
let number = 0;

function remembered(): string {
  try {
    return localStorage.getItem(KEY) ?? "";
  } catch {
    return "";
  }
}

function remember(label: string): void {
  try {
    localStorage.setItem(KEY, label);
  } catch {
    // The choice is forgotten with the page.
  }
}

/** Makes tabs of the sections of an element. Choosing a language chooses it everywhere on the page. */
export function makeTabs(box: HTMLElement): void {
  const panels = all(":scope > section", box);
  const list = make("div", { role: "tablist", "aria-label": "Language" });
  const prefix = `tabs${++number}`;
  for (const [index, panel] of panels.entries()) {
    const label = panel.dataset["label"] ?? "";
    panel.id = `${prefix}-${index}`;
    panel.setAttribute("role", "tabpanel");
    panel.setAttribute("aria-label", label);
    const tab = make("button", { type: "button", role: "tab", "aria-controls": panel.id, "data-label": label }, label);
    tab.addEventListener("click", () => choose(label));
    list.append(tab);
  }
  list.addEventListener("keydown", (event) => move(event, all("[role=tab]", list)));
  box.prepend(list);
  box.classList.add("live");
  const known = panels.some((panel) => panel.dataset["label"] === remembered());
  show(box, known ? remembered() : (panels[0]?.dataset["label"] ?? ""));
}

function choose(label: string): void {
  remember(label);
  for (const box of all(".tabs.live")) show(box, label);
}

function show(box: HTMLElement, label: string): void {
  for (const tab of all("[role=tab]", box)) {
    const chosen = tab.dataset["label"] === label;
    tab.setAttribute("aria-selected", String(chosen));
    tab.tabIndex = chosen ? 0 : -1;
  }
  for (const panel of all(":scope > section", box)) panel.hidden = panel.dataset["label"] !== label;
}

function move(event: KeyboardEvent, tabs: readonly HTMLElement[]): void {
  const step = event.key === "ArrowRight" ? 1 : event.key === "ArrowLeft" ? -1 : 0;
  const at = tabs.indexOf(document.activeElement as HTMLElement);
  const next = step === 0 ? undefined : tabs[(at + step + tabs.length) % tabs.length];
  if (next === undefined) return;
  next.focus();
  next.click();
  event.preventDefault();
}

/** Colours the code below an element, and gives it buttons that copy. */
export function enliven(below: ParentNode): void {
  for (const code of all("pre > code", below)) {
    paint(code);
    const button = make("button", { class: "copy", type: "button" }, "Copy");
    button.addEventListener("click", () => void copyWith(button, code.textContent ?? ""));
    code.parentElement?.after(button);
  }
  for (const button of all<HTMLButtonElement>("[data-copy-text]", below)) {
    button.hidden = false;
    button.addEventListener("click", () => void copyWith(button, button.dataset["copyText"] ?? ""));
  }
}

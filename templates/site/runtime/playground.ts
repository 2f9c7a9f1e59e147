/** The playground: a text, judged at every keystroke, beside a form that writes it and programs that send it. */

import { copyText } from "./clipboard.js";
import { all, byId, dataOf, make } from "./element.js";
import { type Facts, type Json, isObject } from "./facts.js";
import { fixes } from "./fixes.js";
import { Form } from "./form.js";
import { painted } from "./highlight.js";
import { type Finding, type Judgement, judge } from "./judge.js";
import { askedOf, fragmentOf, textOf } from "./link.js";
import { curl, python, typescript } from "./snippets.js";
import { enliven, makeTabs } from "./tabs.js";

const MODELS = dataOf("facts") as readonly Facts[];
const LANGUAGES = ["Python", "TypeScript", "curl"] as const;
const GAP = 10;

const text: HTMLTextAreaElement = byId<HTMLTextAreaElement>("text");
const model: HTMLSelectElement = byId<HTMLSelectElement>("model");
const example: HTMLSelectElement = byId<HTMLSelectElement>("example");
const found: HTMLElement = byId("found");
const form: Form = new Form(byId("controls"), change);
let last: Judgement = { read: null, findings: [], tasks: 0 };

/** Judges the text and shows everything that follows from it. */
function update(): void {
  const began = performance.now();
  last = judge(text.value, MODELS);
  const judged = performance.now() - began;
  paintLines(last.findings);
  list(last);
  const request = single();
  const facts = factsOf(request);
  if (facts !== undefined) chooseModel(facts);
  form.show(facts, request);
  showSnippets(facts);
  byId("timing").textContent = `judged in ${judged.toFixed(1)} ms`;
  byId("play").dataset["took"] = String(performance.now() - began);
}

/** The request, where the text is one. */
function single(): Record<string, Json> | null {
  const value = last.read?.value;
  return isObject(value) ? value : null;
}

function factsOf(request: Record<string, Json> | null): Facts | undefined {
  return request === null ? undefined : MODELS.find((facts) => facts.air === request["model"]);
}

/** The text line by line, so that each has a number and what is wrong is seen where it stands. */
function paintLines(findings: readonly Finding[]): void {
  const marks = new Map<number, string>();
  for (const { line, level } of findings) if (marks.get(line) !== "error") marks.set(line, level);
  const lines = text.value.split("\n").map((line, index) => {
    const element = make("span", { class: `line ${marks.get(index + 1) ?? ""}`.trim() });
    element.append(painted(line), "\n");
    return element;
  });
  byId("paint").replaceChildren(...lines);
}

function list({ findings, tasks }: Judgement): void {
  const errors = findings.filter(({ level }) => level === "error").length;
  const valid = tasks === 1 ? "Valid" : `${tasks} valid requests`;
  const verdict = errors === 0 ? valid : errors === 1 ? "1 violation" : `${errors} violations`;
  if (byId("verdict").textContent !== verdict) byId("verdict").textContent = verdict;
  byId("play").dataset["verdict"] = errors === 0 ? "valid" : "invalid";
  // Beside the text they stand in its order, which need not be that of the fields.
  found.replaceChildren(...[...findings].sort((left, right) => left.line - right.line).map(item));
  place();
}

function item(finding: Finding): HTMLElement {
  const { code, path, message, level, line, docs } = finding;
  const element = make("li", { class: level, "data-code": code, "data-path": path, "data-line": String(line) });
  const jump = make("button", { type: "button", class: "jump" }, path === "" ? `line ${line}` : path);
  jump.addEventListener("click", () => goTo(line));
  const source = docs === "" ? null : make("a", { href: docs, rel: "noreferrer" }, "source");
  element.append(make("p", {}, jump, make("code", {}, code)), make("p", {}, message));
  const offered = last.read === null ? [] : fixes(finding, last.read, factsOf(taskOf(finding)));
  const buttons = offered.map((fix) => {
    const button = make("button", { type: "button", class: "fix" }, fix.label);
    button.addEventListener("click", () => write(fix.text));
    return button;
  });
  if (buttons.length > 0 || source) element.append(make("p", { class: "fixes" }, ...buttons, source));
  return element;
}

/** The task that a finding is about. */
function taskOf({ task }: Finding): Record<string, Json> | null {
  const value = last.read?.value;
  const one = task === "" ? value : (value as unknown[])[Number(task.slice(1))];
  return isObject(one) ? one : null;
}

/** Puts each finding beside its line where there is room for it, none over another. */
function place(): void {
  const beside = getComputedStyle(found).position === "absolute";
  const lines = all(".line", byId("paint"));
  const above = byId("sheet").offsetTop;
  let free = 0;
  for (const element of all(":scope > li", found)) {
    const line = lines[Number(element.dataset["line"]) - 1];
    const top = Math.max(above + (line?.offsetTop ?? 0), free);
    element.style.top = beside ? `${top}px` : "";
    free = top + element.offsetHeight + GAP;
  }
  byId("work").style.minHeight = beside ? `${free}px` : "";
}

function goTo(line: number): void {
  const from = text.value.split("\n", line - 1).join("\n").length + (line > 1 ? 1 : 0);
  text.focus();
  text.setSelectionRange(from, from + (text.value.split("\n")[line - 1]?.length ?? 0));
}

/** Another text, which can be taken back with the browser's own undo. */
function write(next: string): void {
  text.focus();
  text.select();
  if (!document.execCommand("insertText", false, next)) text.value = next;
  update();
}

/** A change by the form; it leaves the focus where it is. */
function change(edit: (request: Record<string, Json>) => void): void {
  const request = single();
  if (request === null) return;
  edit(request);
  text.value = JSON.stringify(request, null, 2);
  update();
}

function chooseModel(facts: Facts): void {
  if (model.value === facts.air && example.options.length > 0) return;
  model.value = facts.air;
  const options = facts.examples.map(({ title }, index) => make("option", { value: String(index) }, title));
  example.replaceChildren(make("option", { value: "" }, "a documented request"), ...options);
}

function start(facts: Facts | undefined, index = 0): void {
  if (facts === undefined) return;
  const request = facts.examples[index]?.request ?? { taskType: facts.taskType, model: facts.air };
  text.value = JSON.stringify(request, null, 2);
  update();
}

/** Leaves as much of the request as it was, and changes its model. */
function changeModel(): void {
  const facts = MODELS.find(({ air }) => air === model.value);
  if (facts === undefined) return;
  if (single() === null) return start(facts);
  change((request) => {
    request["taskType"] = facts.taskType;
    request["model"] = facts.air;
  });
}

function showSnippets(facts: Facts | undefined): void {
  const value = last.read?.value as Json | undefined;
  const call = facts?.call ?? MODELS[0]?.call;
  const about = byId("about");
  about.replaceChildren(...(facts ? [make("a", { href: facts.href }, `All about ${facts.name}`)] : []));
  if (value === undefined || call === undefined) return;
  const one = Array.isArray(value) && value.length === 1 && value[0] !== undefined ? value[0] : value;
  const texts = { Python: python(call, one), TypeScript: typescript(call, one), curl: curl(value) };
  for (const panel of all(":scope > section", byId("snippets"))) {
    const shown = texts[panel.dataset["label"] as (typeof LANGUAGES)[number]];
    panel.querySelector("code")?.replaceChildren(painted(shown));
  }
}

function makeSnippets(): void {
  for (const label of LANGUAGES) {
    const pre = make("pre", { tabindex: "0" }, make("code", {}));
    byId("snippets").append(make("section", { "data-label": label }, pre));
  }
  makeTabs(byId("snippets"));
  enliven(byId("snippets"));
}

function say(words: string): void {
  byId("said").textContent = words;
}

async function share(): Promise<void> {
  const fragment = `#${fragmentOf(text.value)}`;
  history.replaceState(null, "", fragment);
  say((await copyText(location.href)) ? "The link is copied." : "The link is in the address bar.");
}

function tidy(): void {
  if (last.read !== null) write(JSON.stringify(last.read.value, null, 2));
  else say("It is not JSON yet.");
}

function fresh(): void {
  change((request) => {
    request["taskUUID"] = crypto.randomUUID();
  });
}

/** Shows what the address asks for: a request, or an example, put to another model if one is named, too. */
function open(): void {
  const shared = textOf(location.hash);
  const asked = askedOf(location.hash);
  const [air, number = "1"] = asked.example?.split("/") ?? [asked.model];
  if (shared !== null) {
    text.value = shared;
    return update();
  }
  start(MODELS.find((facts) => facts.air === air) ?? MODELS[0], Number(number) - 1);
  if (asked.example === null || asked.model === null) return;
  model.value = asked.model;
  changeModel();
}

byId("play").hidden = false;
makeSnippets();
text.addEventListener("input", update);
model.addEventListener("change", changeModel);
example.addEventListener("change", () => {
  if (example.value !== "")
    start(
      MODELS.find(({ air }) => air === model.value),
      Number(example.value),
    );
});
byId("share").addEventListener("click", () => void share());
byId("tidy").addEventListener("click", tidy);
byId("fresh").addEventListener("click", fresh);
byId("builder").addEventListener("submit", (event) => event.preventDefault());
addEventListener("hashchange", open);
addEventListener("resize", place);
open();

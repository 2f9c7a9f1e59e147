/** The form of a model, made of its facts: what is typed there is written into the request, and the other way round. */

import { make } from "./element.js";
import { type Control, type Facts, type Json, isObject } from "./facts.js";

type Request = Record<string, Json>;

/** Tells a new request after something was typed or chosen. */
export type Changed = (change: (request: Request) => void) => void;

interface Bound {
  readonly element: HTMLElement;
  /** Shows the value of a request. */
  readonly show: (request: Request) => void;
}

const UNSET = "";

/** The controls of a model, in an element of the page. */
export class Form {
  readonly #box: HTMLElement;
  readonly #changed: Changed;
  #bound: readonly Bound[] = [];
  #air = "";

  constructor(box: HTMLElement, changed: Changed) {
    this.#box = box;
    this.#changed = changed;
  }

  /** Shows a request to a model; null, which is none or several, makes the form rest. */
  show(facts: Facts | undefined, request: Request | null): void {
    if (facts !== undefined && facts.air !== this.#air) this.#make(facts);
    this.#box.toggleAttribute("inert", request === null || facts === undefined);
    if (request !== null) for (const { show } of this.#bound) show(request);
  }

  #make(facts: Facts): void {
    this.#air = facts.air;
    const shown = facts.fields.filter((field) => !field.path.includes("[]") && !field.types.includes("object"));
    const first = shown.filter((field) => isFirst(field, facts));
    const main = first.map((field) => this.#field(field, facts));
    if (facts.sizes.length > 0) main.splice(1, 0, this.#size(facts));
    const more = shown.filter((field) => !isFirst(field, facts)).map((field) => this.#field(field, facts));
    this.#bound = [...main, ...more];
    const fold = make("details", { class: "more" }, make("summary", {}, `${more.length} more fields`));
    fold.append(...more.map(({ element }) => element));
    this.#box.replaceChildren(...main.map(({ element }) => element), fold);
  }

  #size(facts: Facts): Bound {
    const none = facts.sizeNeeded ? "choose" : "not sent";
    const words = facts.sizes.map(([width, height]) => `${width}x${height}`);
    const select = selection("size", none, words);
    select.addEventListener("change", () => {
      const [width, height] = select.value.split("x").map(Number);
      this.#changed((request) => {
        set(request, ["width"], width);
        set(request, ["height"], height);
      });
    });
    const show = (request: Request): void => choose(select, `${request["width"]}x${request["height"]}`);
    return { element: row("size", select, "", "pixels"), show };
  }

  #field(field: Control, facts: Facts): Bound {
    const path = field.path.split(".");
    const write = (value: Json | undefined): void => this.#changed((request) => set(request, path, value));
    const limit = field.limit ?? "";
    if (field.choices !== undefined || field.types.includes("boolean")) {
      const choices = field.choices ?? [true, false];
      const isDefault = field.fallback === undefined ? "" : ` (${field.fallback})`;
      const words = choices.map(String);
      const select = selection(field.path, field.needed === true ? "choose" : `not sent${isDefault}`, words);
      select.addEventListener("change", () => write(choices[words.indexOf(select.value)]));
      const show = (request: Request): void => choose(select, String(get(request, path)));
      return { element: row(field.path, select, field.summary ?? "", field.unit ?? ""), show };
    }
    const isPrompt = field.path === facts.call.prompt;
    const isLong = isPrompt || field.types.includes("array");
    const input = isLong
      ? make("textarea", { id: `f-${field.path}`, rows: isPrompt ? "4" : "2" })
      : make("input", { id: `f-${field.path}`, autocomplete: "off", spellcheck: "false" });
    input.placeholder = field.fallback === undefined ? "" : String(field.fallback);
    const count = make("small", { class: "count" });
    input.addEventListener("input", () => write(written(input.value, field)));
    const show = (request: Request): void => {
      const value = get(request, path);
      const text = shownValue(value);
      if (document.activeElement !== input || written(input.value, field) !== value) input.value = text;
      if (field.most !== undefined && isPrompt) count.textContent = `${[...text].length} of ${field.most}`;
    };
    const note = isPrompt ? "" : [limit, field.unit].filter(Boolean).join(" ");
    return { element: row(field.path, input, field.summary ?? "", note, count), show };
  }
}

/** What is asked first: what every request has, how long it is, and the provider's settings. */
function isFirst(field: Control, facts: Facts): boolean {
  if (field.path === "taskUUID") return false;
  return field.needed === true || field.path.startsWith(`providerSettings.`) || field.path === facts.call.prompt;
}

function row(path: string, control: HTMLElement, summary: string, note: string, count?: HTMLElement): HTMLElement {
  control.id = `f-${path}`;
  const label = make("label", { for: control.id, title: summary }, path.split(".").at(-1) ?? path);
  if (note !== "") label.append(make("small", {}, note));
  if (count) label.append(count);
  return make("div", { class: "row" }, label, control);
}

function selection(path: string, none: string, words: readonly string[]): HTMLSelectElement {
  const options = words.map((word) => make("option", { value: word }, word));
  return make("select", { id: `f-${path}` }, make("option", { value: UNSET }, none), ...options);
}

/** A value that cannot be chosen is shown as none: the request says what it is. */
function choose(select: HTMLSelectElement, value: string): void {
  const isThere = [...select.options].some((option) => option.value === value);
  select.value = isThere ? value : UNSET;
}

function shownValue(value: Json | undefined): string {
  if (value === undefined) return "";
  if (Array.isArray(value) && value.every((item) => typeof item === "string")) return value.join("\n");
  return typeof value === "string" ? value : JSON.stringify(value);
}

/** The value that a text in the form stands for; nothing for an empty one. */
function written(text: string, field: Control): Json | undefined {
  if (text === "") return undefined;
  if (field.types.includes("array")) return text.split("\n").filter((line) => line !== "");
  const isNumber = field.types.includes("integer") || field.types.includes("number");
  return isNumber && text.trim() !== "" && Number.isFinite(Number(text)) ? Number(text) : text;
}

function get(request: Request, path: readonly string[]): Json | undefined {
  let found: Json | undefined = request;
  for (const name of path) found = isObject(found) && Object.hasOwn(found, name) ? found[name] : undefined;
  return found;
}

/** Sets a value, or takes it away with the objects that are empty then. */
function set(request: Request, path: readonly string[], value: Json | undefined): void {
  const [name = "", ...rest] = path;
  if (rest.length === 0) {
    if (value === undefined) delete request[name];
    else request[name] = value;
    return;
  }
  const inner = request[name];
  const next: Request = isObject(inner) ? inner : {};
  set(next, rest, value);
  if (Object.keys(next).length === 0) delete request[name];
  else request[name] = next;
}

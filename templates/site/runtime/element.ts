/** Elements made by hand: text goes in as text, so that nothing a request or a spec says becomes markup. */

type Child = Node | string | null;

/** An element with attributes and children; an attribute that is `false` is left out, `true` has no value. */
export function make<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Readonly<Record<string, string | boolean>>,
  ...children: readonly Child[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== false) element.setAttribute(name, value === true ? "" : value);
  }
  for (const child of children) if (child !== null) element.append(child);
  return element;
}

/** A small drawing of one line, which means nothing to who cannot see it. */
export function drawing(path: string): SVGElement {
  const space = "http://www.w3.org/2000/svg";
  const svg = document.createElementNS(space, "svg");
  const line = document.createElementNS(space, "path");
  svg.setAttribute("viewBox", "0 0 16 16");
  svg.setAttribute("aria-hidden", "true");
  line.setAttribute("d", path);
  svg.append(line);
  return svg;
}

/** The element of this id, which the page has. */
export function byId<T extends HTMLElement = HTMLElement>(id: string): T {
  const found = document.getElementById(id);
  if (found === null) throw new Error(`the page has no ${id}`);
  return found as T;
}

/** All elements that a selector finds below another. */
export function all<T extends HTMLElement = HTMLElement>(selector: string, below: ParentNode = document): T[] {
  return [...below.querySelectorAll<T>(selector)];
}

/** What stands as JSON in an element of the page. */
export function dataOf(id: string): unknown {
  return expanded(JSON.parse(byId(id).textContent ?? "") as Told);
}

interface Told {
  readonly of: readonly unknown[];
  readonly is: unknown;
}

/** What was told, in which `{"$": 3}` stands for the fourth of the parts that are told first. */
export function expanded({ of, is }: Told): unknown {
  const parts: unknown[] = [];
  for (const part of of) parts.push(whole(part, parts));
  return whole(is, parts);
}

function whole(value: unknown, parts: readonly unknown[]): unknown {
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map((item) => whole(item, parts));
  if ("$" in value) return parts[value.$ as number];
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, whole(item, parts)]));
}

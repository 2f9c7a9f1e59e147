/** A request in the fragment of the page's address: browsers keep that part to themselves and send it to nobody. */

/** The fragment that opens a text. */
export function fragmentOf(text: string): string {
  let bytes = "";
  for (const byte of new TextEncoder().encode(text)) bytes += String.fromCharCode(byte);
  return `request=${btoa(bytes).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "")}`;
}

/** The text that a fragment opens, or null where it opens none. */
export function textOf(fragment: string): string | null {
  const found = /^#?request=([A-Za-z0-9_-]+)$/.exec(fragment)?.[1];
  if (found === undefined) return null;
  try {
    const bytes = atob(found.replaceAll("-", "+").replaceAll("_", "/"));
    return new TextDecoder().decode(Uint8Array.from(bytes, (char) => char.charCodeAt(0)));
  } catch {
    return null;
  }
}

/** What a fragment asks for by name: a model, and an example as `AIR/number`. */
export function askedOf(fragment: string): { readonly model: string | null; readonly example: string | null } {
  const asked = new URLSearchParams(fragment.replace(/^#/, ""));
  return { model: asked.get("model"), example: asked.get("example") };
}

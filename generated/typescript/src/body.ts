/** Reading a body of unknown length, bounded while it is read. */

/** What is asked of the stream of a body: the platform's own, or anything read like it. */
export interface Body {
  getReader(): BodyReader;
}

export interface BodyReader {
  read(): Promise<{ readonly done: boolean; readonly value?: Uint8Array | undefined }>;
  cancel(): Promise<void>;
}

/** The body is larger than was bargained for. */
export class TooLarge extends Error {
  override get name(): string {
    return "TooLarge";
  }
}

/** The pieces of a body, counted after decompression. Throws TooLarge, and cancels what is left when it is left. */
export async function* pieces(body: Body | null, most: number): AsyncGenerator<Uint8Array, void> {
  if (body === null) return;
  const reader = body.getReader();
  let length = 0;
  let isDone = false;
  try {
    for (;;) {
      const { done, value } = await reader.read();
      isDone = done;
      if (done) return;
      length += value?.length ?? 0;
      if (length > most) throw new TooLarge(`more than ${most} bytes`);
      if (value !== undefined) yield value;
    }
  } finally {
    // Not awaited: a server that never ends its body would be waited for.
    if (!isDone) reader.cancel().catch(() => undefined);
  }
}

/** The whole body. Throws TooLarge. */
export async function whole(body: Body | null, most: number): Promise<Uint8Array> {
  const found: Uint8Array[] = [];
  for await (const piece of pieces(body, most)) found.push(piece);
  return joined(found);
}

export function joined(parts: readonly Uint8Array[]): Uint8Array {
  const bytes = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}

/** The text of UTF-8. Undefined for what is none. */
export function decoded(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

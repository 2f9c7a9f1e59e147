/** The media of results: fetched without the key, bounded in time and size, and looked at before they are believed. */

import { type Item, MEDIA, holds } from "./answers.js";
import { pieces } from "./body.js";
import { MissingResult, RunwareError, TransportError } from "./errors.js";
import type { Timeouts } from "./limits.js";
import type { Fetch } from "./rest.js";
import { HEAD, fromBase64, fromDataURI, kindOf } from "./signatures.js";
import { heeding, limit } from "./transport.js";

/** How media are fetched. */
export interface Download {
  readonly fetch: Fetch;
  readonly timeouts: Timeouts;
  /** The outputFormat of the request, where it is known and set. */
  readonly format: string | undefined;
}

/** A longer file is none of this service's. */
const MOST_BYTES = 4_000_000_000;
/** What is said of an address that led to a medium, and does so no longer. */
const GONE: readonly number[] = [404, 410];
const FORMATS: ReadonlyMap<string | undefined, string> = new Map([
  ["PNG", "image/png"],
  ["JPG", "image/jpeg"],
  ["WEBP", "image/webp"],
  ["MP4", "video/mp4"],
  ["WEBM", "video/webm"],
]);

/**
 * The pieces of an item's medium, the first of which tells what it is.
 *
 * Throws MissingResult for an item without one or whose address has expired, and a TransportError for what cannot be
 * fetched or is something else.
 */
export async function* medium(item: Item | undefined, download: Download): AsyncGenerator<Uint8Array, void> {
  const key = item === undefined ? undefined : MEDIA.find((name) => holds(item, name));
  if (item === undefined || key === undefined) throw new MissingResult("there is no such result, or no medium in it");
  const source = key.endsWith("URL")
    ? fetched(String(item[key]), download)
    : decoded(String(item[key]), key.endsWith("DataURI"));
  yield* checked(source, /^[a-z]+/.exec(key)?.[0] ?? "", download.format);
}

async function* decoded(text: string, isDataURI: boolean): AsyncGenerator<Uint8Array, void> {
  const content = isDataURI ? fromDataURI(text) : fromBase64(text);
  if (content === undefined) throw new TransportError("the medium is not base64");
  yield await Promise.resolve(content);
}

/** A GET without the key: whoever is asked, and whereto they redirect, learns nothing of it. */
async function* fetched(url: string, { fetch, timeouts }: Download): AsyncGenerator<Uint8Array, void> {
  if (!/^https?:\/\//i.test(url)) throw new TransportError("the medium has an address that is not of the web");
  const within = limit(timeouts.total, undefined);
  try {
    const init = { method: "GET", headers: {}, redirect: "follow", credentials: "omit" } as const;
    const response = await heeding(fetch(url, { ...init, signal: within.signal }), within.signal);
    if (GONE.includes(response.status)) {
      throw new MissingResult(`its address answers ${response.status}: the medium may have expired`);
    }
    if (response.status !== 200) throw new TransportError(`HTTP status ${response.status} instead of the medium`);
    const parts = pieces(response.body, MOST_BYTES);
    let length = 0;
    for (let next = await soon(parts, timeouts.read); !next.done; next = await soon(parts, timeouts.read)) {
      length += next.value.length;
      yield next.value;
    }
    if (length !== promised(response.headers, length)) throw new TransportError("the medium was cut short");
  } catch (error) {
    if (error instanceof RunwareError) throw error;
    throw new TransportError(within.signal.aborted ? "no medium in time" : "the medium could not be fetched");
  } finally {
    // Also where nobody wants the rest of it.
    within.end();
  }
}

/** The next piece, if it comes within so many milliseconds. */
async function soon<Value>(source: AsyncIterator<Value, void>, milliseconds: number): Promise<IteratorResult<Value>> {
  const within = limit(milliseconds, undefined);
  try {
    return await heeding(source.next() as Promise<IteratorResult<Value>>, within.signal);
  } finally {
    within.done();
  }
}

/** The length that was promised; of what was compressed on the way it says nothing. */
function promised(headers: { get(name: string): string | null }, otherwise: number): number {
  const length = headers.get("content-length");
  return headers.get("content-encoding") !== null || !/^[0-9]+$/.test(length ?? "") ? otherwise : Number(length);
}

/** The same pieces, the first of them long enough to tell what the file is. */
async function* checked(
  source: AsyncGenerator<Uint8Array, void>,
  family: string,
  format: string | undefined,
): AsyncGenerator<Uint8Array, void> {
  let head: Uint8Array | undefined = new Uint8Array(0);
  for await (const piece of source) {
    if (head === undefined) {
      yield piece;
      continue;
    }
    const start: Uint8Array = head.length === 0 ? piece : concat(head, piece);
    head = start.length < HEAD ? start : undefined;
    if (head !== undefined) continue;
    expect(start, family, format);
    yield start;
  }
  if (head === undefined) return;
  expect(head, family, format);
  yield head;
}

function concat(left: Uint8Array, right: Uint8Array): Uint8Array {
  const both = new Uint8Array(left.length + right.length);
  both.set(left);
  both.set(right, left.length);
  return both;
}

function expect(start: Uint8Array, family: string, format: string | undefined): void {
  const kind = kindOf(start);
  const wanted = FORMATS.get(format);
  const isWanted = wanted === undefined ? isOfFamily(kind, family) : kind === wanted;
  if (!isWanted) throw new TransportError(`the file is ${kind ?? "of no known kind"}, not ${wanted ?? `a ${family}`}`);
}

/** Of sound no signature is known here, and a medium may be anything. */
function isOfFamily(kind: string | undefined, family: string): boolean {
  return family === "audio" || family === "media" || (kind?.startsWith(`${family}/`) ?? false);
}

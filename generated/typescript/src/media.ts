/** Media as a request wants them: a reference, or the file itself as a data URI, within the limits of its model. */

import { ValidationError } from "./errors.js";
import { imageSize } from "./imagesize.js";
import { Violation } from "./report.js";
import { fromDataURI, kindOf, toBase64 } from "./signatures.js";
import type { ViolationCode } from "./types.js";

/** A UUID, URL, data URI or base64 text, sent as it is; or the bytes of a file, sent as a data URI. */
export type Media = string | ArrayBuffer | ArrayBufferView;

/** A value with every medium in it as it goes on the wire. */
export type Wired<Value> = Value extends ArrayBuffer | ArrayBufferView
  ? string
  : Value extends object
    ? { -readonly [Key in keyof Value]: Wired<Value[Key]> }
    : Value;

/** What is known of a medium of a model: its limits in pixels and bytes, and the URL that states them. */
export interface MediaRule {
  readonly media: "image" | "video" | "audio";
  readonly side?: readonly [least: number, most: number];
  readonly bytes?: number;
  readonly docs: string;
}

/** The media of a request by path; `*` stands for any item of an array. */
export type MediaRules = Readonly<Record<string, MediaRule>>;

const KIND = /^[a-z]+\/[a-z0-9.+-]+$/i;
const NO_RULES: MediaRules = {};

/**
 * A medium as it goes on the wire: strings verbatim, bytes as a data URI.
 *
 * A Blob or File is read first, so that its data URI is a promise: `{ frameImages: [await media(file)] }`.
 */
export function media(value: Media): string;
export function media(value: Blob): Promise<string>;
export function media(value: Media | Blob): string | Promise<string>;
export function media(value: Media | Blob): string | Promise<string> {
  if (typeof value === "string") return value;
  if (isBlob(value)) return value.arrayBuffer().then((content) => dataURI(new Uint8Array(content), value.type));
  return dataURI(bytes(value), "");
}

/**
 * Lists and objects of media: all bytes in them become data URIs, everything else stays.
 *
 * Bytes, and data URIs, are looked at before: throws a ValidationError for files beyond the rules.
 */
export function withMedia<Value>(value: Value, path?: string, rules?: MediaRules): Wired<Value>;
export function withMedia(value: unknown, path = "", rules: MediaRules = NO_RULES): unknown {
  const found: Violation[] = [];
  const wired = visited(value, path, path, rules, found);
  if (found.length > 0) throw new ValidationError(found);
  return wired;
}

/** `place` is the path with a star for every index. */
function visited(value: unknown, path: string, place: string, rules: MediaRules, found: Violation[]): unknown {
  const content = contentOf(value);
  const rule = Object.hasOwn(rules, place) ? rules[place] : undefined;
  if (content !== undefined && rule !== undefined) found.push(...check(content, path, rule));
  if (isBytes(value)) return media(value);
  if (isBlob(value)) throw new TypeError("reading a Blob takes time: pass `await media(blob)`");
  if (Array.isArray(value)) {
    return value.map((item: unknown, i) => visited(item, `${path}/${i}`, `${place}/*`, rules, found));
  }
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).map(([key, inner]: [string, unknown]) => {
    const part = key.replaceAll("~", "~0").replaceAll("/", "~1");
    return [key, visited(inner, `${path}/${part}`, `${place}/${part}`, rules, found)];
  });
  return Object.fromEntries(entries);
}

/** The first thing that is wrong with a file. */
function check(content: Uint8Array, path: string, { media: kind, side, bytes: most, docs }: MediaRule): Violation[] {
  const wrong = (code: ViolationCode, sentence: string): Violation[] => [
    new Violation(code, path, undefined, sentence, docs),
  ];
  if (most !== undefined && content.length > most) {
    return wrong("file_too_large", `The file is larger than ${most} bytes.`);
  }
  if (kindOf(content)?.startsWith(`${kind}/`) !== true) {
    return wrong("file_kind", `The file is no ${kind}, or of a kind that is not known.`);
  }
  if (side === undefined || kind !== "image") return [];
  const size = imageSize(content);
  if (size === undefined) return wrong("file_kind", "The file is no image that can be read.");
  const [least, largest] = side;
  if (size.every((one) => one >= least && one <= largest)) return [];
  const words = `The picture is ${size.join("x")} pixels; each side must be ${least} to ${largest}.`;
  return wrong("file_side_out_of_range", words);
}

/** The bytes of what is a file, given as such or as a data URI. */
function contentOf(value: unknown): Uint8Array | undefined {
  if (isBytes(value)) return bytes(value);
  return typeof value === "string" && value.startsWith("data:") ? fromDataURI(value) : undefined;
}

function isBytes(value: unknown): value is ArrayBuffer | ArrayBufferView {
  return ArrayBuffer.isView(value) || Object.prototype.toString.call(value) === "[object ArrayBuffer]";
}

function isBlob(value: unknown): value is Blob {
  return typeof Blob !== "undefined" && value instanceof Blob;
}

function bytes(value: ArrayBuffer | ArrayBufferView): Uint8Array {
  return ArrayBuffer.isView(value)
    ? new Uint8Array(value.buffer, value.byteOffset, value.byteLength)
    : new Uint8Array(value);
}

/** The bytes as a data URI; the type is read from the first of them, else it is the one that was told. */
function dataURI(content: Uint8Array, told: string): string {
  const kind = kindOf(content) ?? (KIND.test(told) ? told : "application/octet-stream");
  return `data:${kind};base64,${toBase64(content)}`;
}

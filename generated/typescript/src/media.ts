/** Media as a request wants them: a reference, or the file itself as a data URI. */

/** A UUID, URL, data URI or base64 text, sent as it is; or the bytes of a file, sent as a data URI. */
export type Media = string | ArrayBuffer | ArrayBufferView;

/** A value with every medium in it as it goes on the wire. */
export type Wired<Value> = Value extends ArrayBuffer | ArrayBufferView
  ? string
  : Value extends object
    ? { -readonly [Key in keyof Value]: Wired<Value[Key]> }
    : Value;

const SIGNATURES: readonly (readonly [mark: string, at: number, kind: string])[] = [
  ["\x89PNG\r\n\x1a\n", 0, "image/png"],
  ["\xff\xd8\xff", 0, "image/jpeg"],
  ["WEBP", 8, "image/webp"],
  ["GIF8", 0, "image/gif"],
  ["BM", 0, "image/bmp"],
  ["ftyp", 4, "video/mp4"],
  ["\x1aE\xdf\xa3", 0, "video/webm"],
];
const KIND = /^[a-z]+\/[a-z0-9.+-]+$/i;
/** A multiple of 3, so that the base64 of the pieces is that of the whole. */
const PIECE = 0x6000;

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

/** Lists and objects of media: all bytes in them become data URIs, everything else stays. */
export function withMedia<Value>(value: Value): Wired<Value>;
export function withMedia(value: unknown): unknown {
  if (isBytes(value)) return media(value);
  if (isBlob(value)) throw new TypeError("reading a Blob takes time: pass `await media(blob)`");
  if (Array.isArray(value)) return value.map((item: unknown) => withMedia(item));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]: [string, unknown]) => [key, withMedia(inner)]));
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
  const start = String.fromCharCode(...content.subarray(0, 16));
  const found = SIGNATURES.find(([mark, at]) => start.startsWith(mark, at))?.[2];
  const kind = found ?? (KIND.test(told) ? told : "application/octet-stream");
  let encoded = "";
  for (let i = 0; i < content.length; i += PIECE) {
    encoded += btoa(String.fromCharCode(...content.subarray(i, i + PIECE)));
  }
  return `data:${kind};base64,${encoded}`;
}

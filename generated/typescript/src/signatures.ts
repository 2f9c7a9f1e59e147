/** What a file is, by its first bytes. */

const SIGNATURES: readonly (readonly [mark: string, at: number, kind: string])[] = [
  ["\x89PNG\r\n\x1a\n", 0, "image/png"],
  ["\xff\xd8\xff", 0, "image/jpeg"],
  ["WEBP", 8, "image/webp"],
  ["GIF8", 0, "image/gif"],
  ["BM", 0, "image/bmp"],
  ["ftyp", 4, "video/mp4"],
  ["\x1aE\xdf\xa3", 0, "video/webm"],
  ["ID3", 0, "audio/mpeg"],
  ["WAVE", 8, "audio/wav"],
];

/** So many bytes are enough to tell. */
export const HEAD = 16;

/** The media type, or undefined for what is none of those a service of media sends. */
export function kindOf(content: Uint8Array): string | undefined {
  const start = String.fromCharCode(...content.subarray(0, HEAD));
  return SIGNATURES.find(([mark, at]) => start.startsWith(mark, at))?.[2];
}

/** The name that files of a media type end in. */
export function extensionOf(kind: string | undefined): string {
  if (kind === "image/jpeg") return "jpg";
  return kind === "audio/mpeg" ? "mp3" : (kind?.split("/")[1] ?? "bin");
}

/** A multiple of 3, so that the base64 of the pieces is that of the whole. */
const PIECE = 0x6000;

export function toBase64(content: Uint8Array): string {
  let encoded = "";
  for (let i = 0; i < content.length; i += PIECE) {
    encoded += btoa(String.fromCharCode(...content.subarray(i, i + PIECE)));
  }
  return encoded;
}

/** The bytes of base64. Undefined for what is none. */
export function fromBase64(text: string): Uint8Array | undefined {
  try {
    const letters = atob(text);
    const bytes = new Uint8Array(letters.length);
    for (let i = 0; i < letters.length; i++) bytes[i] = letters.charCodeAt(i);
    return bytes;
  } catch {
    return undefined;
  }
}

/** The bytes of a data URI in base64. Undefined for any other text. */
export function fromDataURI(text: string): Uint8Array | undefined {
  const comma = text.slice(0, 200).indexOf(",");
  if (comma < 0 || !/^data:[^,]*;base64$/i.test(text.slice(0, comma))) return undefined;
  return fromBase64(text.slice(comma + 1));
}

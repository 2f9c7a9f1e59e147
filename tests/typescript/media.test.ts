import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { test } from "node:test";
import { runInNewContext } from "node:vm";

import { ValidationError } from "../src/errors.js";
import { type Size, imageSize } from "../src/imagesize.js";
import { type MediaRules, media, withMedia } from "../src/media.js";

const PNG = Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 1, 2]);

function bytes(text: string): Uint8Array {
  return Buffer.from(text, "latin1");
}

test("strings go as they are", () => {
  for (const text of ["", "https://a.test/x.png", "data:image/png;base64,AA==", "\ud800"])
    assert.equal(media(text), text);
});

test("the first bytes tell what a file is", () => {
  const kinds: [string, Uint8Array][] = [
    ["image/png", PNG],
    ["image/jpeg", bytes("\xff\xd8\xff\xe0")],
    ["image/webp", bytes("RIFF\0\0\0\0WEBP")],
    ["image/gif", bytes("GIF89a")],
    ["image/bmp", bytes("BM\0\0")],
    ["video/mp4", bytes("\0\0\0\x20ftypisom")],
    ["video/webm", bytes("\x1aE\xdf\xa3")],
    ["application/octet-stream", bytes("what else")],
    ["application/octet-stream", bytes("")],
  ];
  for (const [kind, content] of kinds) {
    assert.equal(media(content), `data:${kind};base64,${Buffer.from(content).toString("base64")}`);
  }
});

test("bytes of any length and view become base64", () => {
  for (const length of [1, 2, 3, 0x5fff, 0x6000, 0x6001, 0x12345]) {
    const content = randomBytes(length + 5).subarray(5);
    const encoded = content.toString("base64");
    const copy = content.buffer.slice(content.byteOffset, content.byteOffset + length);
    const view = new DataView(content.buffer, content.byteOffset, length);
    for (const value of [content, copy, view]) assert.equal(media(value).split(",")[1], encoded);
  }
  assert.equal(
    media(runInNewContext("new ArrayBuffer(3)") as ArrayBuffer),
    "data:application/octet-stream;base64,AAAA",
  );
});

test("a Blob is awaited, and its type is believed where the bytes tell none", async () => {
  assert.equal(await media(new Blob([PNG], { type: "text/plain" })), media(PNG));
  assert.equal(await media(new Blob(["x"], { type: "image/tiff" })), "data:image/tiff;base64,eA==");
  assert.equal(await media(new Blob(["x"], { type: "x/y;z," })), "data:application/octet-stream;base64,eA==");
});

test("media inside lists and objects are found", () => {
  const frames = Object.freeze([{ inputImage: PNG, frame: "first" as const }, "uuid", PNG]);
  const wired: ({ inputImage: string; frame: "first" } | string)[] = withMedia(frames);
  assert.deepEqual(wired, [{ inputImage: media(PNG), frame: "first" }, "uuid", media(PNG)]);
  assert.equal(frames[2], PNG);
  assert.equal(withMedia(undefined), undefined);
  assert.deepEqual(withMedia([null, 1, true]), [null, 1, true]);
  assert.throws(() => withMedia([new Blob(["x"])]), /await media\(blob\)/);
});

const IMAGE = { media: "image", side: [300, 2048], bytes: 1000, docs: "https://a.test/#image" } as const;
const RULES: MediaRules = {
  "/frames/*": IMAGE,
  "/frames/*/image": IMAGE,
  "/sound": { media: "audio", docs: "" },
  "/film": { media: "video", docs: "" },
};

/** A PNG that says it has this size, and so many bytes. */
function png(width: number, height: number, length = 33): Uint8Array {
  const content = Buffer.alloc(length);
  content.set(PNG.subarray(0, 8));
  content.writeUInt32BE(width, 16);
  content.writeUInt32BE(height, 20);
  return content;
}

function found(value: unknown, path = "/frames"): string[] {
  try {
    withMedia(value, path, RULES);
    return [];
  } catch (error) {
    assert.equal(error instanceof ValidationError, true);
    return (error as ValidationError).violations.map((one) => `${one.code} ${String(one)}`);
  }
}

test("files within the limits go as they are, and beyond them go nowhere", () => {
  for (const side of [300, 2048]) {
    assert.deepEqual(found([png(side, side), { image: png(side, side) }]), []);
  }
  const sides = "pixels; each side must be 300 to 2048.";
  assert.deepEqual(found([png(299, 300), "an id", { image: png(300, 2049) }]), [
    `file_side_out_of_range /frames/0: The picture is 299x300 ${sides}`,
    `file_side_out_of_range /frames/2/image: The picture is 300x2049 ${sides}`,
  ]);
  assert.deepEqual(found([png(300, 300, 1000)]), []);
  assert.deepEqual(found([png(1, 1, 1001)]), ["file_too_large /frames/0: The file is larger than 1000 bytes."]);
  const unknown = "or of a kind that is not known.";
  assert.deepEqual(found([bytes("what else")]), [`file_kind /frames/0: The file is no image, ${unknown}`]);
  assert.deepEqual(found([bytes("GIF8")]), ["file_kind /frames/0: The file is no image that can be read."]);
  assert.deepEqual(found(bytes("\0\0\0\x20ftyp"), "/film"), []);
  assert.deepEqual(found(png(300, 300), "/film"), [`file_kind /film: The file is no video, ${unknown}`]);
  assert.deepEqual(found(bytes("ID3 and so on"), "/sound"), []);
  assert.deepEqual(found([png(1, 1)], "/elsewhere"), []);
});

test("a data URI is a file, too, and other texts are not looked at", async () => {
  assert.equal(found([media(png(1, 1))]).length, 1);
  assert.equal(found([await media(new Blob([png(300, 299) as Uint8Array<ArrayBuffer>]))]).length, 1);
  assert.deepEqual(found([media(png(300, 300)), "data:", "data:image/png;base64,%", "data:image/png,AA", "AAAA"]), []);
});

test("names that objects inherit are no rules", () => {
  assert.deepEqual(found({ constructor: png(1, 1), "a/b~": png(1, 1) }, ""), []);
  const rules: MediaRules = { "/a~1b~0": IMAGE };
  assert.throws(() => withMedia({ "a/b~": png(1, 1) }, "", rules), ValidationError);
});

test("a picture tells its size, whatever it is; a broken one tells nothing", () => {
  const le = (width: number, height: number): string =>
    String.fromCharCode(width & 255, width >> 8, height & 255, height >> 8);
  const jpeg = "\xff\xd8\xff\xe0\0\x04ab\xff\xff\xc4\0\x02\xff\xc2\0\x11\x08\x01\x2c\x02\x58";
  const cases: [string | Uint8Array, Size][] = [
    [png(7, 100_000), [7, 100_000]],
    [`GIF89a${le(300, 700)}`, [300, 700]],
    [`BM${"\0".repeat(12)}\x28\0\0\0\x2c\x01\0\0\xd4\xfe\xff\xff`, [300, 300]],
    [`BM${"\0".repeat(12)}\x0c\0\0\0${le(3, 4)}`, [3, 4]],
    [jpeg, [600, 300]],
    [`RIFF\0\0\0\0WEBPVP8X${"\0".repeat(8)}\x2b\x01\0\xff\xff\x01`, [300, 131_072]],
    [`RIFF\0\0\0\0WEBPVP8 ${"\0".repeat(10)}${le(300, 0x4000 | 9)}`, [300, 9]],
    [`RIFF\0\0\0\0WEBPVP8L\0\0\0\0\x2f\x2b\x41\x02\0`, [300, 10]],
  ];
  for (const [content, size] of cases) {
    const whole = typeof content === "string" ? bytes(content) : content;
    assert.deepEqual(imageSize(whole), size);
    for (let length = 0; length < whole.length - 8; length++) imageSize(whole.subarray(0, length));
  }
  for (const broken of [
    "",
    "BM",
    "GIF8",
    "\xff\xd8\xff",
    "\xff\xd8\xff\xe0\0\0",
    `RIFF\0\0\0\0WEBPVP8?`,
    "\0\0\0\0ftyp",
  ]) {
    assert.equal(imageSize(bytes(broken)), undefined);
  }
});

test("a JPEG that goes in circles, or never comes to a frame, ends", () => {
  const content = Buffer.alloc(5_000_000, 0xff);
  content.set([0xff, 0xd8, 0xff]);
  assert.equal(imageSize(content), undefined);
  for (const byte of [0x00, 0x01, 0xd8]) {
    for (let i = 3; i < content.length; i += 2) content[i] = byte;
    assert.equal(imageSize(content), undefined);
  }
});

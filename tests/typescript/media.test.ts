import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { test } from "node:test";
import { runInNewContext } from "node:vm";

import { media, withMedia } from "../src/media.js";

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

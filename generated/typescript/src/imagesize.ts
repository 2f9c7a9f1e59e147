/** Width and height of a picture, read from its first bytes without decoding it. */

import { kindOf } from "./signatures.js";

/** Pixels. */
export type Size = readonly [width: number, height: number];

/** The size that the file says it has. Undefined for what is no picture, or one whose head is broken. */
export function imageSize(content: Uint8Array): Size | undefined {
  const view = new DataView(content.buffer, content.byteOffset, content.byteLength);
  try {
    switch (kindOf(content)) {
      case "image/png":
        return [view.getUint32(16), view.getUint32(20)];
      case "image/gif":
        return [view.getUint16(6, true), view.getUint16(8, true)];
      case "image/bmp":
        return bmp(view);
      case "image/jpeg":
        return jpeg(view);
      case "image/webp":
        return webp(view);
      default:
        return undefined;
    }
  } catch {
    // It ends before it says how large it is.
    return undefined;
  }
}

/** A negative height means that the rows are stored from the top. */
function bmp(view: DataView): Size {
  const isOld = view.getUint32(14, true) === 12;
  if (isOld) return [view.getUint16(18, true), view.getUint16(20, true)];
  return [view.getInt32(18, true), Math.abs(view.getInt32(22, true))];
}

/** Goes from segment to segment until the one that begins a frame, of which there are several kinds. */
function jpeg(view: DataView): Size {
  for (let at = 2; ;) {
    const mark = view.getUint8(at + 1);
    if (view.getUint8(at) !== 0xff) throw new RangeError("no segment begins here");
    const isFrame = mark >= 0xc0 && mark <= 0xcf && mark !== 0xc4 && mark !== 0xc8 && mark !== 0xcc;
    if (isFrame) return [view.getUint16(at + 7), view.getUint16(at + 5)];
    const isBare = mark === 0xff || mark === 0x01 || (mark >= 0xd0 && mark <= 0xd8);
    at += mark === 0xff ? 1 : isBare ? 2 : 2 + view.getUint16(at + 2);
  }
}

function webp(view: DataView): Size | undefined {
  const form = String.fromCharCode(...[12, 13, 14, 15].map((at) => view.getUint8(at)));
  if (form === "VP8X") return [1 + uint24(view, 24), 1 + uint24(view, 27)];
  if (form === "VP8 ") return [view.getUint16(26, true) & 0x3fff, view.getUint16(28, true) & 0x3fff];
  if (form !== "VP8L") return undefined;
  const bits = view.getUint32(21, true);
  return [1 + (bits & 0x3fff), 1 + ((bits >>> 14) & 0x3fff)];
}

function uint24(view: DataView, at: number): number {
  return view.getUint16(at, true) | (view.getUint8(at + 2) << 16);
}

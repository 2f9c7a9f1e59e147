/** What a task came to. */

import type { Item as Raw } from "./answers.js";
import { joined } from "./body.js";
import { type Download, medium } from "./download.js";
import type { ApiError } from "./errors.js";
import { files } from "./files.js";
import { extensionOf, kindOf } from "./signatures.js";
import { isArray, isObject } from "./values.js";

const INSPECT: unique symbol = Symbol.for("nodejs.util.inspect.custom") as never;
/** Of longer texts a console shows the length alone. */
const LONGEST_SHOWN = 80;

/**
 * The answer to one task.
 *
 * `items` are the results as the service sent them, unknown keys included, though a seed beyond 2^53 is rounded, as
 * JavaScript rounds every number. `errors` holds what failed beside them: what succeeded is never thrown away.
 */
export class Result<Item = Raw> {
  readonly taskUUID: string;
  readonly items: readonly Item[];
  readonly errors: readonly ApiError[];
  readonly #download: Download;

  constructor(taskUUID: string, items: readonly Item[], errors: readonly ApiError[], download: Download) {
    this.taskUUID = taskUUID;
    this.items = items;
    this.errors = errors;
    this.#download = download;
    // Consoles call it by this name; they show no media, and no URL that may open something.
    Object.defineProperty(this, INSPECT, { value: () => ({ taskUUID, items: shown(items), errors }) });
  }

  /** The bytes of a result's picture or video, from wherever it is. */
  async bytes(index = 0): Promise<Uint8Array> {
    const parts: Uint8Array[] = [];
    for await (const part of this.#medium(index)) parts.push(part);
    return joined(parts);
  }

  /** The same as a Blob, which knows its media type. */
  async blob(index = 0): Promise<Blob> {
    const parts: Uint8Array[] = [];
    for await (const part of this.#medium(index)) parts.push(part);
    const kind = parts[0] === undefined ? undefined : kindOf(parts[0]);
    return new Blob(parts as Uint8Array<ArrayBuffer>[], { type: kind ?? "application/octet-stream" });
  }

  /**
   * Writes a result's picture or video to a file, which is either complete or not there.
   *
   * Throws MissingResult where there is none or its address has expired, a TransportError where it cannot be fetched,
   * was cut short or is not of the kind that was asked for, and a RunwareError on platforms without files.
   */
  async save(path: string, index = 0): Promise<void> {
    await this.#write(index, `${path}.`, () => path);
  }

  /** Writes all of them into a folder, and returns their paths. */
  async saveAll(folder: string): Promise<string[]> {
    const { mkdir } = await files();
    await mkdir(folder, { recursive: true });
    const paths: string[] = [];
    for (const index of this.items.keys()) {
      const stem = `${folder}/${this.taskUUID.replaceAll(/[^\w-]/g, "_")}-${index + 1}.`;
      paths.push(await this.#write(index, stem, (kind) => stem + extensionOf(kind)));
    }
    return paths;
  }

  toJSON(): { taskUUID: string; items: readonly Item[]; errors: readonly ApiError[] } {
    const { taskUUID, items, errors } = this;
    return { taskUUID, items, errors };
  }

  #medium(index: number): AsyncGenerator<Uint8Array, void> {
    return medium(this.items[index] as Raw | undefined, this.#download);
  }

  /** Streams to a file beside the final one, on the same disk, and renames it. */
  async #write(index: number, stem: string, target: (kind: string | undefined) => string): Promise<string> {
    const { open, rename, rm } = await files();
    const unfinished = `${stem}${globalThis.crypto.randomUUID()}.part`;
    let kind: string | undefined;
    try {
      const file = await open(unfinished, "wx");
      try {
        for await (const part of this.#medium(index)) {
          kind ??= kindOf(part);
          await file.appendFile(part);
        }
        await file.sync();
      } finally {
        await file.close();
      }
      await rename(unfinished, target(kind));
    } catch (error) {
      await rm(unfinished, { force: true });
      throw error;
    }
    return target(kind);
  }
}

/** A value as a console may show it. */
function shown(value: unknown, key = ""): unknown {
  if (typeof value === "string") {
    const isPrivate = value.length > LONGEST_SHOWN || /(Base64Data|DataURI|URL|[pP]rompt)$/.test(key);
    return isPrivate ? `(${value.length} characters)` : value;
  }
  if (isArray(value)) return value.map((item) => shown(item));
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, shown(inner, name)]));
}

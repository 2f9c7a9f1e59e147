/** The file system, where there is one: nothing but this module knows of it, and only when it is needed. */

import { RunwareError } from "./errors.js";

/** What is asked of an open file. */
export interface Handle {
  appendFile(content: string | Uint8Array): Promise<void>;
  read(into: Uint8Array, offset: number, length: number, position: number): Promise<unknown>;
  stat(): Promise<{ readonly size: number }>;
  sync(): Promise<void>;
  close(): Promise<void>;
}

/** What is asked of Node's module `fs/promises`, which Deno and Bun have as well. */
export interface Files {
  open(path: string, flags: "a+" | "wx", mode?: number): Promise<Handle>;
  readFile(path: string, encoding: "utf8"): Promise<string>;
  rename(from: string, to: string): Promise<void>;
  rm(path: string, options: { force: true }): Promise<void>;
  mkdir(path: string, options: { recursive: true }): Promise<unknown>;
}

/** In a variable, so that bundlers for browsers do not look for it. */
const NAME: string = "node:fs/promises";

/** The file system. Rejects with a RunwareError where there is none. */
export async function files(): Promise<Files> {
  try {
    return (await import(/* webpackIgnore: true */ /* @vite-ignore */ NAME)) as Files;
  } catch {
    throw new RunwareError("this platform has no files: take what is to be written, and keep it elsewhere");
  }
}

/** Where tasks are written down before they are sent, so that a process that dies leaves none unrecorded. */

import { type Handle, files } from "./files.js";
import { Job } from "./jobs.js";

const NEWLINE = 10;

/** Keeps lines, each the JSON of a Job; a task's last line counts. */
export interface Journal {
  /** A line is safe when this returns: the task is sent afterwards. */
  append(line: string): void | Promise<void>;
}

/** A journal in a file, which only its owner can read. */
export class FileJournal implements Journal {
  readonly path: string;
  #last: Promise<void> = Promise.resolve();

  constructor(path: string) {
    this.path = path;
  }

  /** Appends a line and has it on disk, after those that were appended before. */
  append(line: string): Promise<void> {
    const written = this.#last.then(() => this.#write(`${line}\n`));
    this.#last = written.catch(() => undefined);
    return written;
  }

  async #write(text: string): Promise<void> {
    const { open } = await files();
    const file = await open(this.path, "a+", 0o600);
    try {
      // What a crash cut short must not swallow the line that follows it.
      await file.appendFile((await isCutShort(file)) ? `\n${text}` : text);
      await file.sync();
    } finally {
      await file.close();
    }
  }

  /** The tasks that have not ended, oldest first; lines that a crash cut short are passed over. */
  async pending(): Promise<Job[]> {
    const { readFile } = await files();
    let text = "";
    try {
      text = await readFile(this.path, "utf8");
    } catch (error) {
      if ((error as { code?: unknown }).code !== "ENOENT") throw error;
    }
    return pendingJobs(text.split("\n"));
  }
}

async function isCutShort(file: Handle): Promise<boolean> {
  const { size } = await file.stat();
  if (size === 0) return false;
  const last = new Uint8Array(1);
  await file.read(last, 0, 1, size - 1);
  return last[0] !== NEWLINE;
}

/** The tasks that have not ended, from the lines of a journal. */
export function pendingJobs(lines: Iterable<string>): Job[] {
  const found = new Map<string, Job>();
  for (const line of lines) {
    try {
      const job = Job.fromJSON(line);
      found.set(job.taskUUID, job);
    } catch {
      // The end of a line that was being written when its process died.
    }
  }
  return [...found.values()].filter((job) => job.state === "submitted" || job.state === "accepted");
}

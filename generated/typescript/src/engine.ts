/**
 * What to do about tasks, and in which order: every decision of the client, and no input or output.
 *
 * The engine is a generator. It yields an effect (record, send, pause, report), is sent the outcome where it asked for
 * an exchange, and returns what each task came to. Its two promises: a task is submitted again only where the service
 * certainly does not have it, and every call ends by its deadline. Clock and random numbers are given, so a test needs
 * neither time nor a network.
 */

import { type Words, longer, wait as waitOf, wordsAbout } from "./answers.js";
import type { Answered, Effect, Outcome } from "./effects.js";
import type { RunwareError } from "./errors.js";
import type { Job, Progress } from "./jobs.js";
import { Backoff, type Polling, firstPoll } from "./limits.js";
import type { Reach } from "./reach.js";
import type { Ending, Task } from "./task.js";
import { ofAsking, ofSilentAsking, ofSilentSubmission, ofSubmission, wordless } from "./verdicts.js";

/** How long an accepted task may be unknown to the service: word of it may not have reached every machine. */
const GRACE = 30_000;

/** How far to go: until the service has the tasks, or until they are over. */
export type Until = "accepted" | "finished";

/** Time and chance of a call; in milliseconds, `deadline` is a time of `clock`. */
export interface Limits {
  readonly clock: () => number;
  /** Numbers from 0 up to 1. */
  readonly random: () => number;
  readonly deadline: number;
  /** What the client knows of its address. */
  readonly reach: Reach;
}

/** What an engine works with. */
export interface EngineOptions extends Limits {
  readonly polling: Polling;
  readonly until?: Until;
}

type Steps<Return = void> = Generator<Effect, Return, Outcome | undefined>;

/** Works on the tasks of one batch. */
export class Engine {
  readonly #tasks: readonly Task[];
  readonly #clock: () => number;
  readonly #deadline: number;
  readonly #settled: readonly unknown[];
  readonly #reach: Reach;
  #inVain = 0;
  readonly #began: number;
  #postDue: number;
  #askDue: number;
  readonly #posts: Backoff;
  readonly #troubles: Backoff;
  readonly #polls: Backoff;
  readonly #told = new Map<Task, Progress>();
  /** Jobs that have ended, to be noted in the journal once the caller has what they came to. */
  readonly ended: Job[] = [];

  constructor(tasks: readonly Task[], { clock, random, deadline, reach, polling, until }: EngineOptions) {
    this.#tasks = tasks;
    this.#clock = clock;
    this.#deadline = deadline;
    this.#reach = reach;
    this.#settled = until === "accepted" ? ["ended", "accepted"] : ["ended"];
    this.#began = this.#postDue = this.#askDue = clock();
    this.#posts = new Backoff(random);
    this.#troubles = new Backoff(random);
    const first = Math.min(polling.longest, ...tasks.map((task) => firstPoll(task.job.taskType, polling)));
    this.#polls = new Backoff(random, polling, first);
  }

  /** The effects, one after another. */
  *steps(): Steps<Ending[]> {
    const fresh = this.#tasks.filter((task) => task.fate === "new").map((task) => task.job);
    const hasBegun = this.#hasTime();
    if (fresh.length > 0 && hasBegun) yield { kind: "record", jobs: fresh };
    while (this.#open().length > 0 && this.#hasTime()) {
      yield* this.#step();
      yield* this.#tell();
    }
    for (const task of this.#open()) task.expire();
    if (hasBegun || fresh.length === 0) yield* this.#tell();
    return this.#tasks.map((task) => task.ending());
  }

  #hasTime(): boolean {
    return this.#clock() < this.#deadline;
  }

  #open(): Task[] {
    return this.#tasks.filter((task) => !this.#settled.includes(task.fate));
  }

  /** The next exchange, or the pause before it. */
  *#step(): Steps {
    const open = this.#open();
    const fresh = open.filter((task) => task.fate === "new");
    const asked = open.filter((task) => task.fate !== "new");
    const submits = fresh.length > 0 && (asked.length === 0 || this.#postDue <= this.#askDue);
    const now = this.#clock();
    const wait = (submits ? this.#postDue : this.#askDue) - now;
    if (wait > 0) {
      yield { kind: "pause", milliseconds: Math.min(wait, this.#deadline - now) };
      return;
    }
    const outcome = yield* this.#send(submits ? fresh : asked, submits);
    if (submits) this.#readSubmission(fresh, outcome);
    else this.#readAsking(asked, outcome);
    this.#count(outcome);
  }

  /** Gives up where nobody was ever found at the address, and another attempt will hardly help. */
  #count(outcome: Outcome): void {
    this.#reach.learn(outcome);
    if (outcome.kind !== "unsent" || outcome.isUnreachable !== true) return;
    this.#inVain++;
    if (this.#reach.isHopeless(this.#inVain)) for (const task of this.#open()) task.giveUp(outcome.reason);
  }

  *#send(tasks: readonly Task[], isSubmission: boolean): Steps<Outcome> {
    const elements = tasks.map((task) => (isSubmission ? (task.text ?? "") : task.question));
    const names = tasks.map((task) => task.name);
    const timeout = this.#deadline - this.#clock();
    const outcome = yield { kind: "send", elements, tasks: names, isSubmission, timeout };
    if (outcome === undefined) throw new TypeError("the outcome of the exchange is missing");
    return outcome;
  }

  /** Reports what changed, and keeps what ended. */
  *#tell(): Steps {
    for (const task of this.#tasks) {
      const now = task.progress(this.#clock() - this.#began);
      const told = this.#told.get(task);
      if (told?.state === now.state && told.finished === now.finished && told.percent === now.percent) continue;
      this.#told.set(task, now);
      yield { kind: "report", progress: now };
      if (now.state !== told?.state && ["finished", "failed"].includes(now.state)) this.ended.push(task.job);
    }
  }

  #readSubmission(tasks: readonly Task[], outcome: Outcome): void {
    const others = this.#open().some((task) => task.fate === "accepted" || task.fate === "unsure");
    const wait = outcome.kind === "answered" ? this.#judgeSubmissions(tasks, outcome) : 0;
    for (const task of tasks) {
      if (outcome.kind === "unsent") task.trouble = outcome.reason;
      if (outcome.kind === "unknown") task.doubt();
    }
    const now = this.#clock();
    if (tasks.some((task) => task.fate === "new" || task.fate === "unsure")) {
      this.#postDue = now + Math.max(this.#posts.next(), wait);
    }
    if (tasks.some((task) => task.fate === "unsure")) this.#askDue = now + wait;
    else if (!others) {
      this.#polls.reset();
      this.#askDue = now + Math.max(this.#polls.next(), wait);
    }
  }

  /** Returns how long the answer asks to wait. */
  #judgeSubmissions(tasks: readonly Task[], answer: Answered): number {
    const about = wordsOf(tasks, answer);
    const wait = longestWait(answer, about);
    for (const [i, task] of tasks.entries()) this.#judgeSubmission(task, about[i] as Words, answer, wait);
    return wait ?? 0;
  }

  #judgeSubmission(task: Task, words: Words, answer: Answered, wait: number | undefined): void {
    const { status, retryAfter } = answer;
    const isRepeated = task.reached;
    task.reached = true;
    const [error] = task.take(words, status, false);
    if (task.fate === "accepted" || task.fate === "ended") return;
    const failure = error ? task.error(error, status, retryAfter) : wordless(status, retryAfter);
    const verdict = error ? ofSubmission(error["code"], status, isRepeated) : ofSilentSubmission(answer);
    switch (verdict) {
      case "accepted":
        return task.accept();
      case "unsure":
        return task.doubt();
      case "failed":
        return task.fail(failure);
      case "busy":
        if (wait === undefined || this.#clock() + wait < this.#deadline) task.trouble = failure;
        // To wait for longer than the deadline allows would only delay the same error.
        else task.fail(failure);
        return;
      default:
        verdict satisfies never;
    }
  }

  #readAsking(tasks: readonly Task[], outcome: Outcome): void {
    let isTroubled = true;
    let wait: number | undefined;
    if (outcome.kind === "answered") {
      const about = wordsOf(tasks, outcome);
      wait = longestWait(outcome, about);
      const troubles = tasks.map((task, i) => this.#judgeAsking(task, about[i] as Words, outcome));
      isTroubled = troubles.includes(true);
    }
    if (!isTroubled) this.#troubles.reset();
    const delay = (isTroubled ? this.#troubles : this.#polls).next();
    this.#askDue = this.#clock() + Math.max(delay, wait ?? 0);
  }

  /** Whether something is wrong that may pass, so that the next question should wait longer. */
  #judgeAsking(task: Task, words: Words, answer: Answered): boolean {
    const { status, retryAfter } = answer;
    const errors = task.take(words, status, true);
    if (task.fate === "ended" || words.items.length > 0 || errors.length < words.errors.length) return false;
    const [error] = errors;
    const failure: RunwareError = error ? task.error(error, status, retryAfter) : wordless(status, retryAfter);
    const verdict = error ? ofAsking(error["code"], status) : ofSilentAsking(answer);
    switch (verdict) {
      case "accepted":
        task.accept();
        return false;
      case "missing":
        task.miss(failure, this.#clock(), GRACE);
        return false;
      case "failed":
        task.fail(failure);
        return false;
      case "stop":
        task.interrupt(failure);
        return false;
      case "again":
        return true;
      default:
        return verdict satisfies never;
    }
  }
}

function wordsOf(tasks: readonly Task[], answer: Answered): Words[] {
  const names = tasks.map((task) => task.name);
  const about = wordsAbout(answer.envelope, names);
  return names.map((name) => about.get(name) as Words);
}

/** The longest time that the answer asks to wait, in its header or in any of its objects. */
function longestWait(answer: Answered, about: readonly Words[]): number | undefined {
  const every = about.flatMap(({ items, errors }) => [...items, ...errors]);
  return every.reduce((most, one) => longer(most, waitOf(one["retryAfter"])), answer.retryAfter);
}

/** Does what an engine asks for, one thing after another. */

import type { Effect, Outcome, Send } from "./effects.js";
import type { Progress } from "./jobs.js";
import type { Journal } from "./journal.js";
import { type Gate, type Transport, type World, limit } from "./transport.js";

/** What an engine is driven with. */
export interface Means {
  readonly transport: Transport;
  readonly world: World;
  /** Bounds the exchanges of all calls together. */
  readonly gate: Gate;
  readonly journal: Journal | undefined;
  readonly onProgress: ((progress: Progress) => void) | undefined;
  readonly signal: AbortSignal | undefined;
}

/** What the engine returns. Throws the signal's reason, what the journal throws, and what `onProgress` throws. */
export async function drive<Return>(
  steps: Generator<Effect, Return, Outcome | undefined>,
  means: Means,
): Promise<Return> {
  const tasks = new Set<string>();
  try {
    for (let step = steps.next(); ;) {
      if (step.done) return step.value;
      if (step.value.kind === "send") for (const task of step.value.tasks) tasks.add(task);
      step = steps.next(await perform(step.value, means));
    }
  } finally {
    means.transport.forget([...tasks]);
  }
}

async function perform(effect: Effect, means: Means): Promise<Outcome | undefined> {
  const { world, journal, onProgress, signal } = means;
  switch (effect.kind) {
    case "record":
      if (journal !== undefined) for (const job of effect.jobs) await journal.append(JSON.stringify(job));
      return undefined;
    case "report":
      onProgress?.(effect.progress);
      return undefined;
    case "pause":
      await world.sleep(effect.milliseconds, signal);
      return undefined;
    case "send":
      return exchanged(effect, means);
    default:
      return effect satisfies never;
  }
}

/** An exchange within its time, of which the wait for a free place is a part. */
async function exchanged(send: Send, { transport, world, gate, signal }: Means): Promise<Outcome> {
  const began = world.now();
  const within = limit(send.timeout, signal);
  try {
    await gate.enter(within.signal);
  } catch {
    signal?.throwIfAborted();
    return { kind: "unsent", reason: "no free connection in time" };
  } finally {
    within.done();
  }
  try {
    return await transport.exchange({ ...send, timeout: send.timeout - (world.now() - began) }, signal);
  } finally {
    gate.leave();
  }
}

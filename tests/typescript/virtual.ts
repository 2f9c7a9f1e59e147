/** Driving an engine without time or network: a clock that is moved by hand, and outcomes from a script. */

import type { Effect, Outcome, Send } from "../src/effects.js";
import { Engine, type Until } from "../src/engine.js";
import type { Job, Progress } from "../src/jobs.js";
import { type Polling, polling } from "../src/limits.js";
import { Reach } from "../src/reach.js";
import type { Ending, Task } from "../src/task.js";

/** What comes of a send at a time, and how long that takes; milliseconds. */
export type Exchange = (send: Send, now: number) => { outcome: Outcome; takes: number };

export interface Setting {
  readonly deadline: number;
  readonly polling?: Partial<Polling>;
  readonly until?: Until;
  readonly random?: () => number;
  readonly reach?: Reach;
}

/** What an engine did. */
export interface Ran {
  readonly endings: readonly Ending[];
  readonly ended: number;
  readonly journal: readonly Job[];
  readonly progress: readonly Progress[];
}

/** Runs an engine to its end; an exchange is cut off at the deadline, as a transport does. */
export function play(tasks: readonly Task[], exchange: Exchange, setting: Setting): Ran {
  let now = 0;
  const journal: Job[] = [];
  const progress: Progress[] = [];
  const { deadline, until = "finished", random = () => 0.5, reach = new Reach() } = setting;
  const limits = { clock: () => now, random, deadline, reach };
  const engine = new Engine(tasks, { ...limits, polling: polling(setting.polling), until });
  const perform = (effect: Effect): Outcome | undefined => {
    switch (effect.kind) {
      case "record":
        journal.push(...effect.jobs);
        return undefined;
      case "report":
        progress.push(effect.progress);
        return undefined;
      case "pause":
        inTime(effect.milliseconds, deadline - now);
        now += effect.milliseconds;
        return undefined;
      case "send": {
        inTime(effect.timeout, deadline - now);
        const { outcome, takes } = exchange(effect, now);
        if (takes > effect.timeout) throw new RangeError(`an exchange of ${takes} ms where ${effect.timeout} are left`);
        now += takes;
        return outcome;
      }
    }
  };
  const steps = engine.steps();
  let step = steps.next();
  while (!step.done) step = steps.next(perform(step.value));
  return { endings: step.value, ended: now, journal: [...journal, ...engine.ended], progress };
}

function inTime(milliseconds: number, left: number): void {
  if (!(milliseconds > 0 && milliseconds <= left)) throw new RangeError(`${milliseconds} ms where ${left} are left`);
}

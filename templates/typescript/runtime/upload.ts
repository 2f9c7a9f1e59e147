/** Uploading a picture: it costs nothing, so that it is simply tried again where its fate is unknown. */

import { type Item, type Words, longer, presentable, wait, wordsAbout } from "./answers.js";
import { CONFLICT, apiError } from "./codes.js";
import type { Effect, Outcome } from "./effects.js";
import type { Limits } from "./engine.js";
import { type ApiError, MissingResult, NotSent, type RunwareError, TransportError } from "./errors.js";
import { Backoff } from "./limits.js";
import { triedInVain } from "./reach.js";
import { wordless } from "./verdicts.js";

const BUSY = 429;
const TROUBLE = 500;

/**
 * The id of the picture that a request uploads. Throws what the service refuses it with, or, at the deadline, why it
 * did not come about.
 */
export function* uploading(
  image: string,
  newTaskUUID: () => string,
  { clock, random, deadline, reach }: Limits,
): Generator<Effect, string, Outcome | undefined> {
  const backoff = new Backoff(random);
  let taskUUID = newTaskUUID();
  let failure: RunwareError | undefined;
  let inVain = 0;
  while (clock() < deadline) {
    const elements = [JSON.stringify({ taskType: "imageUpload", taskUUID, image })];
    const timeout = deadline - clock();
    const outcome = yield { kind: "send", elements, tasks: [taskUUID], isSubmission: false, timeout };
    const found = outcome === undefined ? undefined : read(outcome, taskUUID, image);
    if (typeof found === "string") return found;
    if (outcome !== undefined) reach.learn(outcome);
    if (outcome?.kind === "unsent" && outcome.isUnreachable && reach.isHopeless(++inVain))
      throw triedInVain(outcome.reason);
    // A first attempt that arrived after all has taken the id, and its answer is lost.
    if (found?.code === CONFLICT) taskUUID = newTaskUUID();
    else if (found !== undefined && !isPassing(found)) throw found;
    failure = found;
    const milliseconds = Math.max(backoff.next(), found?.retryAfter ?? 0);
    yield { kind: "pause", milliseconds: Math.min(milliseconds, Math.max(0, deadline - clock())) };
  }
  throw failure ?? new TransportError("time is up, and the upload is not finished");
}

function isPassing(error: RunwareError): boolean {
  const { status = 0 } = error;
  return error instanceof NotSent || status === BUSY || status >= TROUBLE;
}

/** The id of the picture, or what went wrong without the picture itself. Undefined where nothing is known. */
function read(outcome: Outcome, taskUUID: string, image: string): string | RunwareError | undefined {
  if (outcome.kind === "unsent") return new NotSent(outcome.reason);
  if (outcome.kind === "unknown") return undefined;
  const { status, envelope, retryAfter } = outcome;
  const { items, errors } = wordsAbout(envelope, [taskUUID]).get(taskUUID) as Words;
  const id = items.map((item) => item["imageUUID"]).find((value) => typeof value === "string");
  if (typeof id === "string") return id;
  const [error] = errors;
  if (error !== undefined) return refusal(presentable(error, [image]), status, retryAfter);
  return status < 300 ? new MissingResult("the answer holds no id of the picture") : wordless(status, retryAfter);
}

function refusal(raw: Item, status: number, retryAfter: number | undefined): ApiError {
  return apiError(raw, status, longer(wait(raw["retryAfter"]), retryAfter));
}

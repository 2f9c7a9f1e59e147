/** What a task came to. */

import type { ApiError } from "./errors.js";

/**
 * The answer to one task.
 *
 * `items` are the results as the service sent them, unknown keys included, though a seed beyond 2^53 is rounded, as
 * JavaScript rounds every number; an asynchronous task that was only accepted has one item without media. `errors`
 * holds what failed beside them: what succeeded is never thrown away.
 */
export interface Result<Item> {
  readonly taskUUID: string;
  readonly items: readonly Item[];
  readonly errors: readonly ApiError[];
}

/** Working through many things, several at once. */

/**
 * Works on batches in their order, on as many at once as there are lanes. Where one of them rejects no other is begun,
 * and it is thrown when those under way have ended.
 */
export async function inBatches<Thing>(
  things: readonly Thing[],
  size: number,
  lanes: number,
  work: (batch: readonly Thing[]) => Promise<void>,
): Promise<void> {
  let begun = 0;
  const lane = async (): Promise<void> => {
    while (begun < things.length) {
      const batch = things.slice(begun, begun + size);
      begun += size;
      await work(batch);
    }
  };
  const stop = (error: unknown): never => {
    begun = things.length;
    throw error;
  };
  const ends = await Promise.allSettled(Array.from({ length: lanes }, () => lane().catch(stop)));
  for (const end of ends) if (end.status === "rejected") throw end.reason;
}

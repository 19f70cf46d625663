/**
 * How many vectors to multiply at once. A batch of samples makes large matrix products of every layer
 * already, so for most nets one after the other is as fast; small batches and narrow layers gain, by
 * up to a third. What holds on this machine for this program is measured.
 */
import { checkInteger } from "../core/check.js";

/** A number of vectors; "auto" measures 1, 2, 4 and 8 once. */
export type VectorsAtOnce = number | "auto";

/** A larger number must be faster by so much: timings are noisy, and it takes more memory. */
const clearly = 0.9;
/** The first run compiles; the shortest of them all leaves that out. */
const repetitions = 4;

export function checkVectorsAtOnce(caller: string, k: VectorsAtOnce): void {
  if (k !== "auto") checkInteger(caller, "vectorsAtOnce", k, 1);
}

/**
 * @param run Multiplies k vectors at once.
 * @param most No more than this.
 */
export async function fastest(run: (k: number) => Promise<unknown>, most: number): Promise<number> {
  const seconds = async (k: number): Promise<number> => {
    let least = Infinity;
    for (let i = 0; i < repetitions; i++) {
      const start = performance.now();
      await run(k);
      least = Math.min(least, performance.now() - start);
    }
    return least / k;
  };
  let [best, shortest] = [1, await seconds(1)];
  for (const k of [2, 4, 8].filter((candidate) => candidate <= most)) {
    const time = await seconds(k);
    if (time < clearly * shortest) [best, shortest] = [k, time];
  }
  return best;
}

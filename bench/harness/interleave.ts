/**
 * Drives contenders in turn, A B C A B C …: whatever disturbs the machine for a while disturbs all.
 */
import { setTimeout as sleep } from "node:timers/promises";
import type { Contender } from "./contender.js";
import { relativeDifference, summarizeTimes, type Times } from "./statistics.js";

export interface Measured extends Times {
  readonly name: string;
  readonly side: Contender["side"];
  /** ‖its result − ours‖ / ‖ours‖: all must have computed the same thing. */
  readonly difference: number;
}

export interface Interleaved {
  readonly measured: readonly Measured[];
  /** Rounds before and after which all cores were free. */
  readonly quietRounds: number;
  readonly rounds: number;
}

export interface InterleaveOptions {
  /** Quiet rounds to wait for, but at most three times as many of any kind. */
  readonly rounds: number;
  /** Whether nobody else is computing now. */
  readonly isQuiet: () => Promise<boolean>;
  /** Time a turn should take, so that short calls are repeated more often. */
  readonly turn: number;
  /** Between turns: thread pools spin for a while after their last call. */
  readonly pause: number;
}

/** The first contender's result is the one that the others are held against. */
export async function interleave(
  contenders: readonly Contender[],
  { rounds, isQuiet, turn, pause }: InterleaveOptions,
): Promise<Interleaved> {
  const runs: { contender: Contender; calls: number; difference: number; times: number[] }[] = [];
  let expected: Float32Array | undefined;
  for (const contender of contenders) {
    const vector = await contender.vector(); // also a first call, which compiles and allocates
    expected ??= vector;
    const difference = relativeDifference(vector, expected);
    const fastest = Math.min(...(await contender.time(3)));
    runs.push({ contender, calls: callsPerTurn(fastest, turn), difference, times: [] });
    await sleep(pause);
  }
  let [quiet, all] = [0, 0];
  for (; quiet < rounds && all < 3 * rounds; all++) {
    const before = await isQuiet();
    for (const { contender, calls, times } of runs) {
      const [, ...counted] = await contender.time(calls + 1); // the first brings back the caches
      times.push(...counted);
      await sleep(pause);
    }
    if (before && (await isQuiet())) quiet += 1;
  }
  const measured = runs.map(({ contender: { name, side }, difference, times }) => ({
    name,
    side,
    difference,
    ...summarizeTimes(times),
  }));
  return { measured, quietRounds: quiet, rounds: all };
}

export function callsPerTurn(milliseconds: number, turn: number): number {
  return Math.min(50, Math.max(2, Math.ceil(turn / milliseconds)));
}

/**
 * Question: how long does a person wait for a cell, from a cold start to a completion? Our kernel, tslab, Deno
 * and ipykernel are started afresh in each round and live side by side; each row is taken of all of them in
 * turn. Import and typed cells use TensorFlow.js on its CPU backend; in Python, NumPy.
 */
import { projectFolder } from "../harness/folders.js";
import { isNoisy, type QuietCores } from "../harness/quietCores.js";
import { summarizeTimes, quantile } from "../harness/statistics.js";
import { kernelContender, kernelNames, type KernelContender } from "./contenders.js";
import { formatFigures, type Figure, type KernelResult } from "./report.js";
import { rows, type Row } from "./rows.js";
import { KernelSession } from "./session.js";

export interface KernelOptions {
  readonly rounds: number;
  readonly patience: number;
  readonly quiet: QuietCores;
}

interface Taken {
  readonly kernel: KernelContender;
  readonly row: Row;
  readonly times: number[];
  failure: string | undefined;
}

export async function kernel({ rounds, patience, quiet }: KernelOptions): Promise<KernelResult> {
  const contenders: KernelContender[] = [];
  const missing: string[] = [];
  for (const name of kernelNames) {
    const found = kernelContender(name);
    if (typeof found === "string") missing.push(`${name}: left out: ${found}`);
    else contenders.push(found);
  }
  const taken = rows.flatMap((row) =>
    contenders.map((each): Taken => ({ kernel: each, row, times: [], failure: undefined })),
  );
  const typed = new Map<KernelContender, boolean>();
  let quietRounds = 0;
  for (let round = 0; round < rounds; round++) {
    const before = await quiet.wait(patience);
    await takeRound(contenders, taken, typed);
    if (!isNoisy(Math.max(before, await quiet.slowdown()))) quietRounds += 1;
    console.log(`round ${round + 1} of ${rounds}`);
  }
  const figures = taken.map((each) => figureOf(each, typed.get(each.kernel) ?? false));
  const result = { figures, missing, rounds, quietRounds };
  console.log(`\n${formatFigures(result)}`);
  return result;
}

/** Row by row, each kernel in turn; all of them live until the round ends. */
async function takeRound(
  contenders: readonly KernelContender[],
  taken: readonly Taken[],
  typed: Map<KernelContender, boolean>,
): Promise<void> {
  const sessions = new Map<KernelContender, KernelSession>();
  try {
    for (const each of taken) {
      // A kernel is started in its turn of the first row: its cold start has the machine to itself.
      const session = sessions.get(each.kernel) ?? (await KernelSession.start(each.kernel, projectFolder)); // prettier-ignore
      sessions.set(each.kernel, session);
      try {
        each.times.push(...(await each.row.take(session)));
      } catch (error) {
        each.failure = error instanceof Error ? error.message : String(error);
        if (each.kernel.name.startsWith("eigenscape")) throw error;
      }
    }
    for (const each of contenders) {
      typed.set(each, (await sessions.get(each)?.checksTypes()) ?? false);
    }
  } finally {
    await Promise.all([...sessions.values()].map((session) => session.stop()));
  }
}

function figureOf({ kernel: { name }, row, times, failure }: Taken, typed: boolean): Figure {
  const untyped = row.typed && !typed ? "types not checked" : undefined;
  const note = [failure?.split("\n")[0], untyped].filter((part) => part !== undefined).join("; ");
  if (times.length === 0 || failure !== undefined) return { kernel: name, row: row.name, note };
  const measured = { ...summarizeTimes(times), p95: quantile(times, 0.95) };
  return { kernel: name, row: row.name, times: measured, note };
}

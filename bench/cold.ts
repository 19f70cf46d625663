/**
 * Question: how long from a traced function to the first product of a LeNet? Each run is a process of
 * its own, since a second start in the same process finds everything loaded.
 */
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import type { ExecutorName } from "../src/execute/choose.js";
import { summarizeTimes, type Times } from "./harness/statistics.js";

const size = { net: "LeNet", repetitions: 7 } as const;
const limit = 500; // ms, promised

export interface ColdResult {
  readonly executor: ExecutorName;
  /** Milliseconds from `objective` to the first product, with modules loaded. */
  readonly firstProduct: Times;
  /** Milliseconds to load eigenscape. */
  readonly load: Times;
}

export const cold = (executors: readonly ExecutorName[]): ColdResult[] => executors.map(coldBy);

function coldBy(executor: ExecutorName): ColdResult {
  const runs = Array.from({ length: size.repetitions }, () => startOnce(executor));
  const firstProduct = summarizeTimes(runs.map((run) => run.firstProduct));
  const load = summarizeTimes(runs.map((run) => run.load));
  const verdict = firstProduct.minimum < limit ? "✓" : "✗";
  console.log(
    `${size.net} by ${executor}, from objective() to the first product: ${firstProduct.minimum.toFixed(0)} ms ` +
      `(median ${firstProduct.median.toFixed(0)}; promised < ${limit}) ${verdict}; ` +
      `loading eigenscape before that: ${load.minimum.toFixed(0)} ms`,
  );
  return { executor, firstProduct, load };
}

function startOnce(executor: ExecutorName): {
  readonly firstProduct: number;
  readonly load: number;
} {
  const program = fileURLToPath(new URL("./coldStart.js", import.meta.url));
  const { status, stdout, stderr } = spawnSync(process.execPath, [program, size.net, executor], {
    encoding: "utf8",
  });
  if (status !== 0) throw new Error(`cold: the process must end well, got ${stderr}`);
  const last = stdout.trim().split("\n").at(-1) ?? "";
  return JSON.parse(last) as { firstProduct: number; load: number };
}

/**
 * Question: what do two workers gain on each level of parallel stochastic Lanczos, and what does talking to a
 * thread cost? Whole calls with their set-up, as a user waits for them, in turn: in the calling thread, with one
 * worker on a thread of its own (the same work and what is exchanged), with two. And, as what the machine can give at
 * most, in two processes at once that know nothing of each other: two cores that share caches and memory are not
 * twice one.
 *
 * Samples: the batches of 40 Hessian products, 8 × 128 images (ConvNet6: 8 × 32). Probes: 6 of 40 steps on 512 images.
 * Checkpoints: 6 spectra of 40 steps. Grid rows: a landscape of 41 × 41 points.
 */
import { availableParallelism } from "node:os";
import type { Workers } from "../src/objective/options.js";
import type { LevelName } from "../src/thesis/parallelLevels.js";
import { isNoisy, type QuietCores } from "./harness/quietCores.js";
import { summarizeTimes, type Times } from "./harness/statistics.js";
import { formatNumber, formatTable } from "./harness/table.js";
import { levelRun, type LevelCase } from "./levelRun.js";
import type { NetName } from "./nets.js";
import { twoProcesses } from "./twoProcesses.js";

export interface ParallelOptions {
  readonly repetitions: number;
  readonly patience: number;
  readonly quiet: QuietCores;
}

export interface LevelResult {
  readonly level: LevelName;
  readonly net: NetName;
  /** Seconds by who computes; of two processes, those of the slower one, which do the work twice. */
  readonly seconds: Readonly<Record<Way, Times>>;
  /** Share of the time of one worker on a thread that the calling thread alone does not need. */
  readonly exchange: number;
  readonly speedUp: number;
  /** That of two processes, each with the whole work. */
  readonly possible: number;
  /** All ways gave the same bytes. */
  readonly same: boolean;
  readonly quietRuns: number;
}

const ways = ["calling thread", "one thread", "two threads", "two processes"] as const;
type Way = (typeof ways)[number];
const workersOf: readonly (readonly [Way, Workers])[] = [
  ["calling thread", 1],
  ["one thread", "background"],
  ["two threads", 2],
];

const cases: readonly LevelCase[] = [
  { level: "samples", net: "LeNet", batch: 128, batches: 8 },
  { level: "samples", net: "ConvNet6", batch: 32, batches: 8 },
  { level: "probes", net: "LeNet", batch: 128, batches: 4 },
  { level: "checkpoints", net: "LeNet", batch: 128, batches: 4 },
  { level: "grid rows", net: "LeNet", batch: 128, batches: 4 },
];

export async function parallelLevels(options: ParallelOptions): Promise<LevelResult[]> {
  const results: LevelResult[] = [];
  for (const one of cases) results.push(await compare(one, options));
  console.log(`\n${formatLevels(results)}`);
  return results;
}

async function compare(one: LevelCase, options: ParallelOptions): Promise<LevelResult> {
  const { repetitions, patience, quiet } = options;
  const times: Record<Way, number[]> = {
    "calling thread": [],
    "one thread": [],
    "two threads": [],
    "two processes": [],
  };
  const note = (way: Way, seconds: number): void => {
    times[way].push(seconds);
    console.log(`${one.level}, ${one.net}, ${way}: ${seconds.toFixed(2)} s`);
  };
  const outcomes = new Set<string>();
  let quietRuns = 0;
  for (let i = 0; i < repetitions; i++) {
    const before = await quiet.wait(patience);
    for (const [way, workers] of workersOf) {
      const { seconds, outcome } = await levelRun(one, workers);
      note(way, seconds);
      outcomes.add(outcome);
    }
    note("two processes", await twoProcesses(one));
    if (!isNoisy(Math.max(before, await quiet.slowdown()))) quietRuns += 1;
  }
  const [alone, beside, two, apart] = ways.map((way) => summarizeTimes(times[way]));
  return {
    ...{ level: one.level, net: one.net, quietRuns, same: outcomes.size === 1 },
    seconds: {
      "calling thread": alone,
      "one thread": beside,
      "two threads": two,
      "two processes": apart,
    },
    exchange: 1 - alone.minimum / beside.minimum,
    speedUp: alone.minimum / two.minimum,
    possible: (2 * alone.minimum) / apart.minimum,
  };
}

function formatLevels(results: readonly LevelResult[]): string {
  const rows = results.map((result) => [
    `${result.level}, ${result.net}`,
    ...ways.map((way) => formatNumber(result.seconds[way].minimum)),
    `${(100 * result.exchange).toFixed(1)} %`,
    `${result.speedUp.toFixed(2)}×`,
    `${result.possible.toFixed(2)}×`,
    result.same ? "same bytes" : "OTHER BYTES",
    String(result.quietRuns),
  ]);
  const head = [
    "level",
    ...ways.map((way) => `${way}, s`),
    "exchange",
    "speed-up",
    "possible",
    "",
    "quiet runs",
  ];
  return `${formatTable([head, ...rows])}\n${availableParallelism()} cores; minima of whole calls; possible: by two processes at once`;
}

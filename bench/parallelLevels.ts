/**
 * Question: what do two workers gain on each level of parallel stochastic Lanczos, and what does talking to a
 * thread cost? Whole calls with their set-up, as a user waits for them, in turn: in the calling thread, with one
 * worker on a thread of its own (the same work and what is exchanged), with two.
 *
 * Samples: the batches of 40 Hessian products, 8 × 128 images (ConvNet6: 8 × 32). Probes: 6 of 40 steps on 512 images.
 * Checkpoints: 6 spectra of 40 steps. Grid rows: a landscape of 41 × 41 points.
 */
import { availableParallelism } from "node:os";
import type { Workers } from "../src/objective/options.js";
import { objective } from "../src/objective/objective.js";
import { runLevel, workersFor, type LevelName } from "../src/thesis/parallelLevels.js";
import { isNoisy, type QuietCores } from "./harness/quietCores.js";
import { summarizeTimes, type Times } from "./harness/statistics.js";
import { formatNumber, formatTable } from "./harness/table.js";
import { net, type NetName } from "./nets.js";

export interface ParallelOptions {
  readonly repetitions: number;
  readonly patience: number;
  readonly quiet: QuietCores;
}

export interface LevelResult {
  readonly level: LevelName;
  readonly net: NetName;
  /** Seconds by who computes. */
  readonly seconds: Readonly<Record<Way, Times>>;
  /** Share of the time of one worker on a thread that the calling thread alone does not need. */
  readonly exchange: number;
  readonly speedUp: number;
  /** All ways gave the same bytes. */
  readonly same: boolean;
  readonly quietRuns: number;
}

const ways = ["calling thread", "one thread", "two threads"] as const;
type Way = (typeof ways)[number];
const workersOf: Readonly<Record<Way, Workers>> = {
  "calling thread": 1,
  "one thread": "background",
  "two threads": 2,
};

interface Case {
  readonly level: LevelName;
  readonly net: NetName;
  readonly batch: number;
  readonly batches: number;
}

const cases: readonly Case[] = [
  { level: "samples", net: "LeNet", batch: 128, batches: 8 },
  { level: "samples", net: "ConvNet6", batch: 32, batches: 8 },
  { level: "probes", net: "LeNet", batch: 128, batches: 4 },
  { level: "checkpoints", net: "LeNet", batch: 128, batches: 4 },
  { level: "grid rows", net: "LeNet", batch: 128, batches: 4 },
];

/** Sizes as they are used; the landscape of 41 × 41 points is to take less than 60 s. */
const sizes = { products: 40, steps: 40, spectra: 6, side: 41 } as const;

export async function parallelLevels(options: ParallelOptions): Promise<LevelResult[]> {
  const results: LevelResult[] = [];
  for (const one of cases) results.push(await compare(one, options));
  console.log(`\n${formatLevels(results)}`);
  return results;
}

async function compare(one: Case, options: ParallelOptions): Promise<LevelResult> {
  const { repetitions, patience, quiet } = options;
  const times: Record<Way, number[]> = {
    "calling thread": [],
    "one thread": [],
    "two threads": [],
  };
  const outcomes = new Set<string>();
  let quietRuns = 0;
  for (let i = 0; i < repetitions; i++) {
    const before = await quiet.wait(patience);
    for (const way of ways) {
      const { seconds, outcome } = await timedRun(one, workersOf[way]);
      times[way].push(seconds);
      outcomes.add(outcome);
      console.log(`${one.level}, ${one.net}, ${way}: ${seconds.toFixed(2)} s`);
    }
    if (!isNoisy(Math.max(before, await quiet.slowdown()))) quietRuns += 1;
  }
  const [alone, beside, two] = ways.map((way) => summarizeTimes(times[way]));
  return {
    ...{ level: one.level, net: one.net, quietRuns, same: outcomes.size === 1 },
    seconds: { "calling thread": alone, "one thread": beside, "two threads": two },
    exchange: 1 - alone.minimum / beside.minimum,
    speedUp: alone.minimum / two.minimum,
  };
}

async function timedRun({ level, net: netName, batch, batches }: Case, workers: Workers) {
  const { parameters, outputs, data } = net(netName, batches * batch);
  const count = workersFor(level, workers);
  const f = objective({
    ...{ parameters, outputs, data, loss: "softmaxCrossEntropy", batchSize: batch },
    ...{ executor: "onnx", workers: count.objective },
  });
  const start = performance.now();
  const outcome = JSON.stringify(await runLevel(level, f, count.work, sizes));
  const seconds = (performance.now() - start) / 1000;
  await f.close();
  return { seconds, outcome };
}

function formatLevels(results: readonly LevelResult[]): string {
  const rows = results.map(({ level, net: name, seconds, exchange, speedUp, same, quietRuns }) => [
    `${level}, ${name}`,
    ...ways.map((way) => formatNumber(seconds[way].minimum)),
    `${(100 * exchange).toFixed(1)} %`,
    `${speedUp.toFixed(2)}×`,
    same ? "same bytes" : "OTHER BYTES",
    String(quietRuns),
  ]);
  const head = [
    "level",
    ...ways.map((way) => `${way}, s`),
    "exchange",
    "speed-up",
    "",
    "quiet runs",
  ];
  return `${formatTable([head, ...rows])}\n${availableParallelism()} cores; minima of whole calls`;
}

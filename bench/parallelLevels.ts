/**
 * Question: what do two workers gain on each level of parallel stochastic Lanczos, and what does talking to a
 * thread cost? Whole calls with their set-up, as a user waits for them, in turn: in the calling thread, with one
 * worker on a thread of its own (the same work and what is exchanged), with two.
 *
 *   samples      the batches of a Hessian product: 8 × 128 images (ConvNet6: 8 × 32), 20 products
 *   probes       4 probes of 20 steps
 *   checkpoints  4 spectra of 20 steps
 *   grid rows    a landscape of 21 × 21 points on 512 images
 */
import { availableParallelism } from "node:os";
import { checkpointSpectra } from "../src/observe/checkpointSpectra.js";
import type { Workers } from "../src/objective/options.js";
import { objective, type Objective } from "../src/objective/objective.js";
import { overLanes } from "../src/objective/overLanes.js";
import { hessian } from "../src/operators/hessian.js";
import { signProbe } from "../src/spectrum/signProbe.js";
import { spectrum } from "../src/spectrum/spectrum.js";
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
  readonly level: string;
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

interface Level {
  readonly name: string;
  readonly net: NetName;
  readonly batch: number;
  readonly batches: number;
  readonly run: (f: Objective, workers: number) => Promise<unknown>;
}

/** Work on copies is given to f itself where there is one worker, on whatever thread that computes. */
const levels: readonly Level[] = [
  { name: "samples", net: "LeNet", batch: 128, batches: 8, run: products },
  { name: "samples", net: "ConvNet6", batch: 32, batches: 8, run: products },
  {
    name: "probes",
    net: "LeNet",
    ...{ batch: 128, batches: 4 },
    run: (f, workers) => spectrum(hessian(f, f.start), { steps: 20, probes: 4, workers }),
  },
  {
    name: "checkpoints",
    net: "LeNet",
    ...{ batch: 128, batches: 4 },
    run: (f, workers) => checkpointSpectra(f, nearby(f, 4), { steps: 20, probes: 1, workers }),
  },
  { name: "grid rows", net: "LeNet", batch: 128, batches: 4, run: gridRows },
];

export async function parallelLevels(options: ParallelOptions): Promise<LevelResult[]> {
  const results: LevelResult[] = [];
  for (const level of levels) results.push(await compare(level, options));
  console.log(`\n${formatLevels(results)}`);
  return results;
}

async function compare(level: Level, options: ParallelOptions): Promise<LevelResult> {
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
      const { seconds, outcome } = await timedRun(level, workersOf[way]);
      times[way].push(seconds);
      outcomes.add(outcome);
      console.log(`${level.name}, ${level.net}, ${way}: ${seconds.toFixed(2)} s`);
    }
    if (!isNoisy(Math.max(before, await quiet.slowdown()))) quietRuns += 1;
  }
  const [alone, beside, two] = ways.map((way) => summarizeTimes(times[way]));
  return {
    ...{ level: level.name, net: level.net, quietRuns, same: outcomes.size === 1 },
    seconds: { "calling thread": alone, "one thread": beside, "two threads": two },
    exchange: 1 - alone.minimum / beside.minimum,
    speedUp: alone.minimum / two.minimum,
  };
}

async function timedRun({ name, net: netName, batch, batches, run }: Level, workers: Workers) {
  const subject = net(netName, batches * batch);
  const shared = name === "samples"; // the objective's own workers
  const count = typeof workers === "number" ? workers : 1;
  const f = objective({
    ...{ parameters: subject.parameters, outputs: subject.outputs, data: subject.data },
    ...{ loss: "softmaxCrossEntropy", batchSize: batch, executor: "onnx" },
    workers: shared || workers === "background" ? workers : 1,
  });
  const start = performance.now();
  const outcome = JSON.stringify(await run(f, count));
  const seconds = (performance.now() - start) / 1000;
  await f.close();
  return { seconds, outcome };
}

async function products(f: Objective): Promise<unknown> {
  const matrix = hessian(f, f.start);
  let v = signProbe(f.size, 0, "probes", 0);
  for (let i = 0; i < 20; i++) {
    const product = await matrix.apply(v);
    const norm = Math.hypot(...product.subarray(0, 1000));
    v = product.map((x) => x / norm);
  }
  return [...v];
}

const nearby = (f: Objective, count: number) =>
  Array.from({ length: count }, (_, step) => ({
    step,
    theta: f.start.map((x) => x * (1 + 0.01 * step)),
  }));

async function gridRows(f: Objective, workers: number): Promise<unknown> {
  const axis = Array.from({ length: 21 }, (_, i) => (i - 10) / 20);
  const directions = [0, 1].map((l) => signProbe(f.size, 0, "probes", l));
  return overLanes(f, workers, axis, async (g, beta) => {
    const row: number[] = [];
    for (const alpha of axis) {
      const theta = f.start.map((x, i) => x + alpha * directions[0][i] + beta * directions[1][i]);
      row.push(await g.value(theta));
    }
    return row;
  });
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

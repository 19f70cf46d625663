/**
 * Question: how long does the whole spectrum of a LeNet take, set-up included? Four batches of 128,
 * 80 Lanczos steps, two probes; 640 products over all data.
 */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { cacheFolder } from "./harness/folders.js";
import type { Peer, PeerName } from "./harness/peers.js";
import { isNoisy, type QuietCores } from "./harness/quietCores.js";
import { summarizeTimes, type Times } from "./harness/statistics.js";
import { formatNumber, formatTable } from "./harness/table.js";
import { startPeers } from "./hvp.js";
import { writeNetFiles } from "./netFiles.js";
import { net, type Net } from "./nets.js";
import { runSlq, slqSize as size, startVectors, type Run } from "./slqRun.js";

export interface SlqOptions {
  readonly threads: readonly number[];
  readonly repetitions: number;
  readonly patience: number;
  readonly quiet: QuietCores;
}

export interface SlqResult {
  readonly name: string;
  readonly threads: number;
  /** Seconds of all repetitions. */
  readonly seconds: Times;
  readonly setup: number;
  /** Greatest and least Ritz value of the first probe: they must agree. */
  readonly extremes: readonly [number, number];
  /** Of the fastest run, the share of the time that is not spent in products; NaN where nobody tells. */
  readonly outside: number;
  /** Runs before and after which all cores were free; without one the figure is noisy. */
  readonly quietRuns: number;
}

export async function slq(options: SlqOptions): Promise<SlqResult[]> {
  const subject = net(size.net, size.batches * net(size.net, 1).batch);
  const results: SlqResult[] = [];
  for (const threads of options.threads) {
    results.push(...(await compareSpectra(subject, threads, options)));
  }
  console.log(`\n${formatSpectra(results)}`);
  return results;
}

async function compareSpectra(
  subject: Net,
  threads: number,
  { repetitions, patience, quiet }: SlqOptions,
): Promise<SlqResult[]> {
  const runners: [string, () => Promise<Run>][] = [
    ["eigenscape onnx", () => runSlq(subject, { workers: threads })],
  ];
  const ownPeer = threads > 1 ? "tensorflow-workers" : "tensorflow";
  const peers = await startPeers(threads, [ownPeer, "torch", "jax"]);
  for (const peer of peers) {
    if (peer.name === "torch" || peer.name === "jax") runners.push(...rivals(peer, subject));
    else runners.push(["eigenscape tensorflow", () => inTensorflow(peer, subject)]);
  }
  const contenders = runners.map(([name, run]) => ({ name, run, runs: [] as Run[], quiet: 0 }));
  const missing = new Set<string>();
  for (let repetition = 0; repetition < repetitions; repetition++) {
    for (const contender of contenders) {
      const { name } = contender;
      if (missing.has(name)) continue;
      const before = await quiet.wait(patience);
      try {
        const result = await contender.run();
        contender.runs.push(result);
        console.log(`${name}, ${threads} thread(s): ${result.seconds.toFixed(2)} s`);
      } catch (error) {
        if (name.startsWith("eigenscape")) throw error;
        missing.add(name);
        console.log(`${name}: left out: ${String(error)}`);
      }
      if (!isNoisy(Math.max(before, await quiet.slowdown()))) contender.quiet += 1;
    }
  }
  peers.forEach((peer) => peer.close());
  return contenders.flatMap(({ name, runs, quiet: quietRuns }) =>
    missing.has(name) ? [] : [{ name, threads, quietRuns, ...summary(runs) }],
  );
}

function summary(runs: readonly Run[]) {
  return {
    seconds: summarizeTimes(runs.map(({ seconds }) => seconds)),
    setup: Math.min(...runs.map(({ setup }) => setup)),
    outside: outsideOf(runs),
    extremes: extremes(runs[0].nodes[0]),
  };
}

async function inTensorflow(peer: Peer, subject: Net): Promise<Run> {
  return (await peer.ask("spectrum", { folder: writeNetFiles(subject) })) as Run;
}

const methods: Readonly<Partial<Record<PeerName, readonly string[]>>> = {
  torch: ["linearize loop", "PyHessian density", "curvlinops fast_lanczos"],
  jax: ["linearize loop"],
};

/** PyHessian and curvlinops draw their own probes; the loops get ours. */
function rivals(peer: Peer, subject: Net): [string, () => Promise<Run>][] {
  const folder = writeNetFiles(subject);
  const count = Object.values(subject.parameters).reduce((sum, p) => sum + p.values.length, 0);
  const starts = startVectors(count).map((vector, l) => {
    const file = join(cacheFolder(), `probe${l}.bin`);
    writeFileSync(file, new Uint8Array(Float32Array.from(vector).buffer));
    return file;
  });
  const parameters = { folder, steps: size.steps, starts, batch: subject.batch };
  return (methods[peer.name] ?? []).map((method) => [
    `${peer.name} ${method}`,
    async () => (await peer.ask("spectrum", { ...parameters, method })) as Run,
  ]);
}

function outsideOf(runs: readonly Run[]): number {
  const fastest = runs.reduce((a, b) => (b.seconds < a.seconds ? b : a));
  return 1 - (fastest.products ?? NaN) / fastest.seconds;
}

const extremes = (nodes: readonly number[]): [number, number] => [
  Math.min(...nodes),
  Math.max(...nodes),
];

export function formatSpectra(results: readonly SlqResult[]): string {
  const head = [
    "LeNet spectrum, seconds",
    "threads",
    "minimum",
    "median",
    "set-up",
    "×",
    "outside products",
    "extremes",
    "",
  ];
  const rows = results.map((r) => {
    const base = results.find((o) => o.name === "eigenscape onnx" && o.threads === r.threads);
    return [
      r.name,
      String(r.threads),
      formatNumber(r.seconds.minimum),
      formatNumber(r.seconds.median),
      formatNumber(r.setup),
      base ? formatNumber(r.seconds.minimum / base.seconds.minimum) : "–",
      Number.isNaN(r.outside) ? "–" : `${(100 * r.outside).toFixed(1)} %`,
      r.extremes.map((x) => x.toPrecision(6)).join(" … "),
      r.quietRuns === 0 ? "noisy" : "",
    ];
  });
  return formatTable([head, ...rows]);
}

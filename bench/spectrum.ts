/**
 * Question: how long does the whole spectrum of a LeNet take, set-up included? Four batches of 128,
 * 80 Lanczos steps, two probes; 640 products over all data.
 */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { cacheFolder } from "./harness/folders.js";
import type { Peer } from "./harness/peers.js";
import { isNoisy, type QuietCores } from "./harness/quietCores.js";
import { summarizeTimes, type Times } from "./harness/statistics.js";
import { formatNumber, formatTable } from "./harness/table.js";
import { startPeers } from "./hvp.js";
import { writeNetFiles } from "./netFiles.js";
import { net, type Net } from "./nets.js";
import { runSpectrum, spectrumSize as size, startVectors, type Run } from "./spectrumRun.js";

export interface SpectrumOptions {
  readonly threads: readonly number[];
  readonly repetitions: number;
  readonly patience: number;
  readonly quiet: QuietCores;
}

export interface SpectrumResult {
  readonly name: string;
  readonly threads: number;
  /** Seconds of all repetitions. */
  readonly seconds: Times;
  readonly setup: number;
  /** Greatest and least Ritz value of the first probe: they must agree. */
  readonly extremes: readonly [number, number];
  /** Runs before and after which all cores were free; without one the figure is noisy. */
  readonly quietRuns: number;
}

export async function spectrum(options: SpectrumOptions): Promise<SpectrumResult[]> {
  const subject = net(size.net, size.batches * net(size.net, 1).batch);
  const results: SpectrumResult[] = [];
  for (const threads of options.threads) {
    results.push(...(await compareSpectra(subject, threads, options)));
  }
  console.log(`\n${formatSpectra(results)}`);
  return results;
}

async function compareSpectra(
  subject: Net,
  threads: number,
  { repetitions, patience, quiet }: SpectrumOptions,
): Promise<SpectrumResult[]> {
  const runners: [string, () => Promise<Run>][] = [
    ["eigenscape onnx", () => runSpectrum(subject, { workers: threads })],
  ];
  const peers = await startPeers(threads, [
    threads > 1 ? "tensorflow-workers" : "tensorflow",
    "torch",
  ]);
  for (const peer of peers) {
    if (peer.name === "torch") runners.push(...rivals(peer, subject));
    else runners.push(["eigenscape tensorflow", () => inTensorflow(peer, subject)]);
  }
  const runs = runners.map((): Run[] => []);
  const quietRuns = runners.map(() => 0);
  for (let repetition = 0; repetition < repetitions; repetition++) {
    for (const [i, [name, run]] of runners.entries()) {
      const before = await quiet.wait(patience);
      const result = await run();
      runs[i].push(result);
      if (!isNoisy(Math.max(before, await quiet.slowdown()))) quietRuns[i] += 1;
      console.log(`${name}, ${threads} thread(s): ${result.seconds.toFixed(2)} s`);
    }
  }
  peers.forEach((peer) => peer.close());
  return runners.map(([name], i) => ({
    name,
    threads,
    seconds: summarizeTimes(runs[i].map(({ seconds }) => seconds)),
    setup: Math.min(...runs[i].map(({ setup }) => setup)),
    extremes: extremes(runs[i][0].nodes[0]),
    quietRuns: quietRuns[i],
  }));
}

async function inTensorflow(peer: Peer, subject: Net): Promise<Run> {
  return (await peer.ask("spectrum", { folder: writeNetFiles(subject) })) as Run;
}

/** PyHessian draws its own probes; the loop gets ours. */
function rivals(torch: Peer, subject: Net): [string, () => Promise<Run>][] {
  const folder = writeNetFiles(subject);
  const count = Object.values(subject.parameters).reduce((sum, p) => sum + p.values.length, 0);
  const starts = startVectors(count).map((vector, l) => {
    const file = join(cacheFolder(), `probe${l}.bin`);
    writeFileSync(file, new Uint8Array(Float32Array.from(vector).buffer));
    return file;
  });
  const parameters = { folder, steps: size.steps, starts, batch: subject.batch };
  return ["linearize loop", "PyHessian density"].map((method) => [
    `torch ${method}`,
    async () => (await torch.ask("spectrum", { ...parameters, method })) as Run,
  ]);
}

const extremes = (nodes: readonly number[]): [number, number] => [
  Math.min(...nodes),
  Math.max(...nodes),
];

export function formatSpectra(results: readonly SpectrumResult[]): string {
  const head = [
    "LeNet spectrum, seconds",
    "threads",
    "minimum",
    "median",
    "set-up",
    "×",
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
      r.extremes.map((x) => x.toPrecision(6)).join(" … "),
      r.quietRuns === 0 ? "noisy" : "",
    ];
  });
  return formatTable([head, ...rows]);
}

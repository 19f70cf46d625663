/**
 * Question: how right are spectra, and do their error bars hold? Against all eigenvalues of trained
 * networks' Hessians, which PyTorch and LAPACK compute in float64: 80 Lanczos steps, five probes, 50 seeds.
 *
 * The figures are promised for the smooth network. The singular one is what a spectrum cannot resolve: there
 * max |F̂ − F| is half of a jump that no 80 steps can place, and the bars must say so.
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { objective, type Objective } from "../src/objective/objective.js";
import { hessian } from "../src/operators/hessian.js";
import { spectrum, type Spectrum } from "../src/spectrum/spectrum.js";
import { cumulativeError, topError, topHeld } from "./accuracy/errors.js";
import { statements, type Statement } from "./accuracy/statements.js";
import { trainedNet, type Kind } from "./accuracy/trainedNet.js";
import { cacheFolder } from "./harness/folders.js";
import { Peer } from "./harness/peers.js";
import { formatTable } from "./harness/table.js";
import { writeNetFiles } from "./netFiles.js";
import type { Net } from "./nets.js";

const size = { steps: 80, probes: 5, seeds: 50, top: 10 } as const;

/** What was promised: maximum error of F, relative error of the top ten, share of bars that hold. */
const targets = { cumulative: 0.03, float64: 1e-6, float32: 1e-4, held: 0.9 } as const;

export interface AccuracyResult {
  readonly kind: Kind;
  readonly parameters: number;
  /** sup |F̂ − F| of each seed, float32. */
  readonly cumulative: readonly number[];
  readonly float64: { readonly cumulative: number; readonly top: number };
  /** Of the worst seed. */
  readonly float32: { readonly top: number };
  /** How many of the seeds' bars contain the exact number. */
  readonly held: Readonly<Record<string, number>>;
}

export async function spectrumAccuracy(): Promise<AccuracyResult[] | string> {
  const peer = await Peer.start("torch", 2);
  if (typeof peer === "string") {
    console.log(
      `spectrum-accuracy: left out, because the exact eigenvalues come from torch: ${peer}`,
    );
    return peer;
  }
  try {
    const results: AccuracyResult[] = [];
    for (const kind of ["smooth", "singular"] as const) {
      const net = await trainedNet(kind);
      results.push(await compare(kind, net, await exactEigenvalues(peer, net)));
    }
    return results;
  } finally {
    peer.close();
  }
}

async function exactEigenvalues(peer: Peer, net: Net): Promise<Float64Array> {
  const file = join(cacheFolder(), "exact-eigenvalues.bin");
  const folder = writeNetFiles(net, `accuracy-${net.name}`);
  const said = (await peer.ask("exact_eigenvalues", { folder, file })) as { asymmetry: number };
  const { buffer, byteOffset, length } = readFileSync(file);
  const exact = new Float64Array(buffer.slice(byteOffset, byteOffset + length));
  console.log(
    `exact: ${exact.length} eigenvalues from ${exact[0].toPrecision(6)} to ` +
      `${exact[exact.length - 1].toPrecision(6)}, asymmetry of the dense Hessian ${said.asymmetry.toExponential(1)}`,
  );
  return exact;
}

async function compare(kind: Kind, net: Net, exact: Float64Array): Promise<AccuracyResult> {
  const double = await inFloat64(net);
  console.log(`float64, seed 0: ${double.toString()}`);
  const single = objectiveOf(net, "float32");
  const matrix = hessian(single, single.start);
  const all = statements(exact);
  const held: Record<string, number> = {};
  const [cumulative, top]: [number[], number[]] = [[], []];
  for (let seed = 0; seed < size.seeds; seed++) {
    const s = await spectrum(matrix, { ...size, seed });
    cumulative.push(cumulativeError(s, exact));
    top.push(topError(s, exact, size.top));
    for (const statement of all) count(held, statement.name, holds(statement, s));
    count(held, `top ${size.top} within their residuals`, topHeld(s, exact, size.top));
  }
  await single.close();
  const result = {
    kind,
    parameters: exact.length,
    cumulative,
    float64: {
      cumulative: cumulativeError(double, exact),
      top: topError(double, exact, size.top),
    },
    float32: { top: Math.max(...top) },
    held,
  };
  console.log(`\n${formatAccuracy(result)}\n\n${formatBars(result, all)}`);
  return result;
}

async function inFloat64(net: Net): Promise<Spectrum> {
  const f = objectiveOf(net, "float64");
  const s = await spectrum(hessian(f, f.start), { ...size, seed: 0 });
  await f.close();
  return s;
}

function objectiveOf(net: Net, precision: "float32" | "float64"): Objective {
  const executor = precision === "float64" ? "reference" : "onnx";
  return objective({ ...net, loss: "softmaxCrossEntropy", batchSize: 250, precision, executor });
}

function holds({ exact, stated }: Statement, s: Spectrum): boolean {
  const { lower, upper } = stated(s);
  return lower <= exact && exact <= upper;
}

function count(held: Record<string, number>, name: string, yes: boolean): void {
  held[name] = (held[name] ?? 0) + (yes ? 1 : 0);
}

export function formatAccuracy({
  kind,
  parameters,
  cumulative,
  float64,
  float32,
}: AccuracyResult): string {
  const sorted = cumulative.toSorted((a, b) => a - b);
  const line = (name: string, value: number, target: number) => [
    name,
    value.toPrecision(2),
    target.toPrecision(1),
    value < target ? "reached" : kind === "singular" ? "not promised" : "MISSED",
  ];
  const { steps, probes, seeds, top } = size;
  return formatTable([
    [
      `${kind}: ${parameters} parameters, ${steps} steps × ${probes} probes`,
      "measured",
      "target",
      "",
    ],
    line("max |F̂ − F|, float64, seed 0", float64.cumulative, targets.cumulative),
    line(`max |F̂ − F|, float32, median of ${seeds} seeds`, sorted[seeds >> 1], targets.cumulative),
    line(`max |F̂ − F|, float32, worst of ${seeds} seeds`, sorted[seeds - 1], targets.cumulative),
    line(`top ${top}, relative, float64, seed 0`, float64.top, targets.float64),
    line(`top ${top}, relative, float32, worst of ${seeds} seeds`, float32.top, targets.float32),
  ]);
}

export function formatBars({ held }: AccuracyResult, all: readonly Statement[]): string {
  const { seeds } = size;
  const rows = Object.entries(held).map(([name, times]) => {
    const exact = all.find((statement) => statement.name === name)?.exact;
    const share = times / seeds;
    const verdict = share >= targets.held ? "reached" : "MISSED";
    return [name, exact?.toPrecision(4) ?? "–", `${times} of ${seeds}`, verdict];
  });
  return formatTable([["95 % bars that contain the exact number", "exact", "held", ""], ...rows]);
}

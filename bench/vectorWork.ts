/**
 * Question: what do Lanczos' vectors cost beside the products, where both are large? An MLP of a million
 * parameters, 8,192 samples, 80 steps: 80² · P multiply-adds for two orthogonalizations of each vector.
 */
import { objective } from "../src/objective/objective.js";
import { hessian } from "../src/operators/hessian.js";
import { tridiagonalize } from "../src/lanczos/tridiagonalize.js";
import type { ArrayTensor } from "../src/record/tensorValues.js";
import { signProbe } from "../src/spectrum/signProbe.js";
import { net, normal } from "./nets.js";
import { formatNumber, formatTable } from "./harness/table.js";
import { timed } from "./slqRun.js";

const sizes = [784, 1012, 202, 10];
const steps = 80;
const samples = 8192;
const batchSize = 1024;

export interface VectorWorkResult {
  readonly parameters: number;
  readonly threads: number;
  /** Seconds of 80 products; the first one, which compiles and linearizes, is not among them. */
  readonly products: number;
  /** Seconds of everything else. */
  readonly vectors: number;
  readonly orthogonality: number;
}

export async function vectorWork({
  threads,
}: {
  readonly threads: readonly number[];
}): Promise<VectorWorkResult[]> {
  const results: VectorWorkResult[] = [];
  for (const workers of threads) results.push(await measure(workers));
  const rows = results.map((r) => [
    String(r.threads),
    String(r.parameters),
    formatNumber(r.products),
    formatNumber(r.vectors),
    `${(100 * (r.vectors / r.products)).toFixed(1)} %`,
    r.orthogonality.toExponential(1),
    r.vectors < r.products ? "below" : "ABOVE",
  ]);
  const head = ["threads", "parameters", "products, s", "vectors, s", "part", "max |I − QQᵀ|", ""];
  console.log(`\n${formatTable([head, ...rows])}`);
  return results;
}

async function measure(workers: number): Promise<VectorWorkResult> {
  const f = objective({
    parameters: parameters(),
    outputs: net("MLP", 1).outputs,
    loss: "softmaxCrossEntropy",
    data: net("MLP", samples).data,
    ...{ batchSize, workers, executor: "onnx" },
  });
  const matrix = hessian(f, f.start);
  const start = signProbe(f.size, 0, "probes", 0);
  await matrix.apply(start); // compiles and linearizes
  const counted = timed(matrix);
  const began = performance.now();
  const { orthogonality } = await tridiagonalize(counted, start, { steps });
  const seconds = (performance.now() - began) / 1000;
  await f.close();
  const products = counted.seconds();
  return {
    parameters: f.size,
    threads: workers,
    products,
    vectors: seconds - products,
    orthogonality,
  };
}

function parameters(): Record<string, ArrayTensor> {
  const layers = [1, 2, 3].flatMap((layer): [string, ArrayTensor][] => {
    const shape = sizes.slice(layer - 1, layer + 1);
    const scale = Math.sqrt(2 / shape[0]);
    return [
      [`w${layer}`, { values: normal(`million w${layer}`, shape, scale), shape }],
      [`b${layer}`, { values: new Float32Array(shape[1]), shape: [shape[1]] }],
    ];
  });
  return Object.fromEntries(layers);
}

/**
 * A process that computes a spectrum with a checkpoint and prints it: for tests that kill it. It tells
 * every step, and takes its time before each product, so that a kill meets it anywhere.
 */
import { objective } from "../../src/objective/objective.js";
import { mlp } from "../../src/models/mlp.js";
import { hessian } from "../../src/operators/hessian.js";
import { spectrum } from "../../src/spectrum/spectrum.js";
import { normalVector } from "./matrices.js";

const [, , checkpoint, pause] = process.argv;
const model = mlp({ sizes: [6, 5, 3], activation: "tanh", seed: 3 });
const f = objective({
  ...model,
  loss: "softmaxCrossEntropy",
  executor: "onnx",
  batchSize: 8,
  data: {
    inputs: { values: normalVector(20 * 6, 1), shape: [20, 6] },
    targets: { values: Int32Array.from({ length: 20 }, (_, i) => i % 3), shape: [20] },
  },
});
const matrix = hessian(f, f.start);
const slow = {
  ...matrix,
  async apply(v: Float64Array) {
    await new Promise((resolve) => setTimeout(resolve, Number(pause)));
    return matrix.apply(v);
  },
};
const s = await spectrum(slow, {
  steps: 9,
  probes: 3,
  seed: 2,
  ...(checkpoint === "" ? {} : { checkpoint }),
  onProgress: ({ done }) => process.stderr.write(`${done}\n`),
});
process.stdout.write(JSON.stringify(s));
await f.close();

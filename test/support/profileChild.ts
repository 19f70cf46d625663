/**
 * A process that computes the profile of a path with a checkpoint and prints it: for tests that kill it. It tells
 * every point, and takes its time before each product, so that a kill meets it anywhere.
 */
import { linearPath } from "../../src/landscape/parameterPath.js";
import { pathProfile } from "../../src/landscape/pathProfile.js";
import { mlp } from "../../src/models/mlp.js";
import { objective } from "../../src/objective/objective.js";
import { normalVector } from "./matrices.js";

const [, , checkpoint, pause] = process.argv;
const f = objective({
  ...mlp({ sizes: [6, 5, 3], seed: 3 }),
  loss: "softmaxCrossEntropy",
  executor: "onnx",
  data: {
    inputs: { values: normalVector(20 * 6, 1), shape: [20, 6] },
    targets: { values: Int32Array.from({ length: 20 }, (_, i) => i % 3), shape: [20] },
  },
});
const slow: typeof f = {
  ...f,
  async value(theta, options) {
    await new Promise((resolve) => setTimeout(resolve, Number(pause)));
    return f.value(theta, options);
  },
};
const profile = await pathProfile(slow, linearPath(f.start, normalVector(f.size, 4)), {
  points: 12,
  spectrum: { steps: 5, probes: 2 },
  top: 1,
  checkpoint,
  onProgress: ({ done, total }) => process.stderr.write(`${total - done}\n`),
});
process.stdout.write(JSON.stringify(profile));
await f.close();

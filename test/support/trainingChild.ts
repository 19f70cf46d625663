/**
 * A process that trains with a checkpoint and prints what it ends with: for tests that kill it. It tells every step, and takes its
 * time before each gradient.
 */
import { toStateJson } from "../../src/training/stateJson.js";
import { train } from "../../src/training/train.js";
import { sgd } from "../../src/optimizers/sgd.js";
import { networks, objectiveOf } from "./networks.js";

const [, , path, every, pause] = process.argv;
const f = objectiveOf(networks[2], "float32");
const slow = {
  ...f,
  async gradient(theta: Float64Array, options?: { rows?: ArrayLike<number> }) {
    await new Promise((resolve) => setTimeout(resolve, Number(pause)));
    return f.gradient(theta, options);
  },
};
const { theta, state, records } = await train(slow, {
  optimizer: sgd({ learningRate: 0.1, momentum: 0.9 }),
  epochs: 20,
  batchSize: 5,
  seed: 4,
  onStep: ({ step }) => process.stderr.write(`${step}\n`),
  ...(path === "" ? {} : { checkpoint: { path, steps: Number(every) } }),
});
process.stdout.write(JSON.stringify(toStateJson({ theta, state, records })));
await f.close();

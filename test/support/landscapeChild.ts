/**
 * A process that computes a plane with a checkpoint and prints it: for tests that kill it. It tells the number of values it has
 * computed, and takes its time before each.
 */
import { lossPlane } from "../../src/landscape/lossPlane.js";
import { randomDirections } from "../../src/landscape/randomDirections.js";
import { networks, objectiveOf } from "./networks.js";

const [, , checkpoint, pause] = process.argv;
const f = objectiveOf(networks[0], "float32", 5);
const [v, w] = randomDirections(f.partition, { seed: 2 });
let count = 0;
const slow = {
  ...f,
  async value(theta: Float64Array) {
    await new Promise((resolve) => setTimeout(resolve, Number(pause)));
    const found = await f.value(theta);
    process.stderr.write(`${++count}\n`);
    return found;
  },
};
const plane = await lossPlane(slow, {
  origin: f.start,
  directions: [v, w],
  alpha: { from: -1, to: 1, points: 9 },
  beta: { from: -1, to: 1, points: 9 },
  refine: { levels: 2, tolerance: 0.01 },
  checkCurvature: false,
  ...(checkpoint === "" ? {} : { checkpoint }),
});
process.stdout.write(JSON.stringify(plane));
await f.close();

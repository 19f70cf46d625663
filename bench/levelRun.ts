/** One run of a level of parallel Lanczos on a net, timed with its set-up. */
import type { Workers } from "../src/objective/options.js";
import { objective } from "../src/objective/objective.js";
import { runLevel, workersFor, type LevelName } from "../src/thesis/parallelLevels.js";
import { net, type NetName } from "./nets.js";

export interface LevelCase {
  readonly level: LevelName;
  readonly net: NetName;
  readonly batch: number;
  readonly batches: number;
}

/** Sizes as they are used; the landscape of 41 × 41 points is to take less than 60 s. */
const sizes = { products: 40, steps: 40, spectra: 6, side: 41 } as const;

export async function levelRun(
  { level, net: name, batch, batches }: LevelCase,
  workers: Workers,
): Promise<{ readonly seconds: number; readonly outcome: string }> {
  const { parameters, outputs, data } = net(name, batches * batch);
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

/**
 * Question: what does a step of training cost beside its gradient? The same batches, in turn: their gradients alone, and `train`
 * with optimizers of one, two and three passes over the parameters.
 */
import { random } from "../src/core/random.js";
import { objective, type Objective } from "../src/objective/objective.js";
import { adam } from "../src/optimizers/adam.js";
import type { Optimizer } from "../src/optimizers/optimizer.js";
import { proxSGD } from "../src/optimizers/proxSGD.js";
import { sgd } from "../src/optimizers/sgd.js";
import { l1 } from "../src/prox/l1.js";
import { train } from "../src/training/train.js";
import { localContender, type Contender } from "./harness/contender.js";
import { interleave } from "./harness/interleave.js";
import { isNoisy, type QuietCores } from "./harness/quietCores.js";
import type { Times } from "./harness/statistics.js";
import { formatNumber, formatTable } from "./harness/table.js";
import { net, type NetName } from "./nets.js";

/** Of train over the gradient alone, at most. */
const promised = 1.3;
const batches = 4;

const optimizers: Readonly<Record<string, Optimizer<unknown>>> = {
  sgd: sgd({ learningRate: 1e-3, momentum: 0.9 }),
  adam: adam(),
  "proxSGD, l1": proxSGD({ map: l1(1e-5) }),
};

export interface TrainingOptions {
  readonly nets: readonly NetName[];
  readonly rounds: number;
  readonly patience: number;
  readonly quiet: QuietCores;
}

export interface TrainingResult {
  readonly net: NetName;
  readonly parameters: number;
  /** Milliseconds per batch. */
  readonly gradient: Times;
  readonly steps: Readonly<Record<string, Times>>;
  readonly quietRounds: number;
  readonly rounds: number;
}

export async function training(options: TrainingOptions): Promise<TrainingResult[]> {
  const results: TrainingResult[] = [];
  for (const name of options.nets) {
    const result = await measure(name, options);
    results.push(result);
    console.log(formatTraining([result]));
  }
  return results;
}

async function measure(
  name: NetName,
  { rounds, patience, quiet }: TrainingOptions,
): Promise<TrainingResult> {
  const { batch } = net(name);
  const subject = net(name, batches * batch);
  const f = objective({ ...subject, loss: "softmaxCrossEntropy", batchSize: batch, executor: "onnx" }); // prettier-ignore
  try {
    const contenders = [
      gradients(f, batch),
      ...Object.keys(optimizers).map((o) => steps(f, batch, o)),
    ];
    await quiet.wait(patience);
    const isQuiet = async (): Promise<boolean> => !isNoisy(await quiet.slowdown(2));
    const { measured, ...noise } = await interleave(contenders, { rounds, isQuiet, turn: 30, pause: 5 }); // prettier-ignore
    const perBatch = ({ minimum, median, count }: Times): Times => ({
      ...{ minimum: minimum / batches, median: median / batches, count },
    });
    const [gradient, ...trained] = measured;
    const times = trained.map((one) => [one.name, perBatch(one)] as const);
    const result = { net: name, parameters: f.size, gradient: perBatch(gradient), ...noise };
    return { ...result, steps: Object.fromEntries(times) };
  } finally {
    await f.close();
  }
}

/** Of all batches, in an order of rows as training has. */
function gradients(f: Objective, batch: number): Contender {
  const rows = random(0, "order").permutation(f.samples);
  const call = async (): Promise<Float64Array[]> => {
    const found: Float64Array[] = [];
    for (let from = 0; from < rows.length; from += batch) {
      const part = rows.subarray(from, from + batch);
      found.push((await f.gradient(f.start, { rows: part })).gradient);
    }
    return found.slice(0, 1);
  };
  return localContender("gradients", "detail", call, () => Promise.resolve());
}

function steps(f: Objective, batchSize: number, name: string): Contender {
  const optimizer = optimizers[name];
  const call = async (): Promise<Float64Array[]> => [(await train(f, { optimizer, batchSize })).theta]; // prettier-ignore
  return localContender(name, "ours", call, () => Promise.resolve());
}

export function formatTraining(results: readonly TrainingResult[]): string {
  const rows = results.flatMap(({ net: name, parameters, gradient, steps: by, ...noise }) =>
    Object.entries(by).map(([optimizer, times]) => {
      const ratio = times.minimum / gradient.minimum;
      return [
        `${name}, ${optimizer}`,
        String(parameters),
        formatNumber(gradient.minimum),
        `${formatNumber(times.minimum)} (${formatNumber(times.median)})`,
        `${ratio.toFixed(2)}× ${ratio <= promised ? "✓" : "✗"}`,
        `${(times.median / gradient.median).toFixed(2)}×`,
        `${noise.quietRounds} of ${noise.rounds}`,
      ];
    }),
  );
  const head = ["ms: minimum (median)", "parameters", "gradient", "step of train", "ratio", "of medians", "quiet rounds"]; // prettier-ignore
  return `${formatTable([head, ...rows])}\npromised: at most ${promised}× the gradient`;
}

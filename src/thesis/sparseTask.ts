/**
 * What claim C2 trains: a network, its images for training and testing, the weight μ of the ℓ1 norm and how long. The same for all
 * methods.
 */
import { averagePooled } from "../data/averagePooled.js";
import { cifar10 } from "../data/cifar10.js";
import { mnist, type LabelledImages } from "../data/mnist.js";
import { cifarNet } from "../models/cifarNet.js";
import { lenet } from "../models/lenet.js";
import { mlp } from "../models/mlp.js";
import type { Model } from "../models/model.js";
import { objective, type Objective } from "../objective/objective.js";
import { predictor, type Predictor } from "../objective/predictor.js";

export interface SparseTask {
  /** In tables and figures. */
  readonly name: string;
  readonly network: "mlp" | "lenet" | "cifarNet";
  /** Units of the hidden layers of "mlp". */
  readonly hidden: readonly number[];
  /** Images. */
  readonly train: number;
  readonly test: number;
  /** Of the ℓ1 norm of the weights; biases are free. */
  readonly mu: number;
  readonly epochs: number;
  /** Rows per step. */
  readonly batchSize: number;
}

export interface OpenTask {
  /** Mean cross entropy over the training images, without the ℓ1 norm. */
  readonly f: Objective;
  readonly predict: Predictor;
  readonly test: LabelledImages;
  close(): Promise<void>;
}

/** By name, so that runs are repeatable. */
const executor = "onnx";

export async function openTask(task: SparseTask): Promise<OpenTask> {
  const model = modelOf(task, 0);
  const [data, test] = await Promise.all([images(task, "train"), images(task, "test")]);
  const f = objective({ ...model, loss: "softmaxCrossEntropy", data, batchSize: 500, executor });
  const predict = predictor({ ...model, batchSize: 500, executor });
  return {
    ...{ f, predict, test },
    close: async () => {
      await f.close();
      await predict.close();
    },
  };
}

/** Starting values of a seed, P numbers. */
export function startOf(task: SparseTask, seed: number): Float64Array {
  const values = Object.values(modelOf(task, seed).parameters);
  return Float64Array.from(values.flatMap((tensor) => [...tensor.values]));
}

/** With smooth units: where units have kinks, minima lie on them and no gradient there vanishes, so that nothing can be certified. */
function modelOf({ network, hidden }: SparseTask, seed: number): Model {
  if (network === "lenet") return lenet({ seed });
  if (network === "cifarNet") return cifarNet({ seed });
  return mlp({ sizes: [49, ...hidden, 10], seed });
}

async function images(task: SparseTask, split: "train" | "test"): Promise<LabelledImages> {
  const { network, [split]: count } = task;
  if (network === "cifarNet") return cifar10({ split, count });
  const digits = await mnist({ split, count });
  return network === "mlp" ? averagePooled(digits, 4) : digits; // 7 × 7 pixels
}

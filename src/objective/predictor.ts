/**
 * The outputs of a network for many inputs, compiled like the objective: no derivative, no loss.
 */
import type * as tf from "@tensorflow/tfjs";
import { partition, type Partition } from "../core/partition.js";
import { executorFor, type ExecutorName } from "../execute/choose.js";
import type { Compiled, Executor, NumericArray, Precision } from "../execute/executor.js";
import { Graph } from "../graph/graph.js";
import { printShape, sizeOf } from "../graph/shape.js";
import { readingOnce } from "../record/readingOnce.js";
import { record } from "../record/recorder.js";
import { tensorValues, type TensorLike } from "../record/tensorValues.js";
import { batches } from "./batches.js";
import { dataSet, rowsOf, type DataSet, type DataTree } from "./data.js";
import { splitVector } from "./flat.js";
import { named } from "./named.js";
import type { ParameterValues } from "./options.js";

export interface Predictor {
  /** One row of outputs per row of inputs, row-major. */
  outputs(
    theta: Float64Array,
    inputs: DataTree,
  ): Promise<{
    readonly values: Float64Array;
    readonly shape: readonly number[];
  }>;
  close(): Promise<void>;
}

export interface PredictorOptions {
  readonly parameters: ParameterValues;
  readonly outputs: (
    parameters: Readonly<Record<string, tf.Tensor>>,
    inputs: tf.Tensor,
  ) => tf.Tensor;
  readonly batchSize?: number;
  readonly precision?: Precision;
  readonly executor?: ExecutorName;
}

interface OutputsProgram {
  readonly compiled: Promise<Compiled>;
  readonly rowShape: readonly number[];
}

export function predictor(options: PredictorOptions): Predictor {
  const { batchSize = 256, precision = "float32", executor: name = "auto" } = options;
  const executor = executorFor(name, precision, "predictor");
  const parts = layOut(options.parameters);
  const split = splitVector(parts, precision);
  const program = readingOnce()(options.outputs);
  const known = new Map<string, OutputsProgram>();
  const programFor = (rows: number, data: DataSet): OutputsProgram => {
    const leaves = data.leaves.map(({ name, dtype, rowShape }) => [name, dtype, ...rowShape]);
    const key = JSON.stringify([rows, leaves]);
    const made = known.get(key) ?? outputsProgram(executor, parts, data, rows, program);
    known.set(key, made);
    made.compiled.catch(() => known.delete(key)); // the next call tries again
    return made;
  };
  return {
    async outputs(theta, inputs) {
      const at = split("outputs", "theta", theta);
      const data = dataSet({ inputs }, precision, "predictor");
      const all = Int32Array.from({ length: data.samples }, (_, i) => i);
      const results: NumericArray[] = [];
      let rowShape: readonly number[] = [];
      for (const { from, to } of batches(data.samples, batchSize, "predictor")) {
        const program = programFor(to - from, data);
        const batch = data.leaves.map((leaf) => rowsOf(leaf, all, from, to));
        const [values] = await (await program.compiled).run([...at, ...batch]);
        results.push(values);
        rowShape = program.rowShape;
      }
      const shape = [data.samples, ...rowShape];
      return { values: join(results, sizeOf(shape)), shape };
    },
    async close() {
      const open = [...known.values()];
      known.clear();
      for (const { compiled } of open) await (await compiled.catch(() => undefined))?.close();
    },
  };
}

function layOut(parameters: ParameterValues): Partition {
  const read = (name: string, tensor: TensorLike) =>
    tensorValues("predictor", `parameter ${name}`, tensor);
  return partition(Object.entries(parameters).map(([name, t]) => [name, read(name, t).shape]));
}

function outputsProgram(
  executor: Executor,
  parts: Partition,
  data: DataSet,
  rows: number,
  outputs: PredictorOptions["outputs"],
): OutputsProgram {
  const g = new Graph();
  const parameters = parts.parameters.map((p) => g.input(`parameter ${p.name}`, p.shape));
  const leaves = data.leaves.map((leaf) => g.input(`data ${leaf.name}`, [rows, ...leaf.rowShape]));
  const inputs = [
    ...parameters.map((node) => ({ node, dtype: "float32" as const })),
    ...leaves.map((node, i) => ({ node, dtype: data.leaves[i].dtype })),
  ];
  const output = record(g, inputs, (...tensors) => {
    const pairs = parts.parameters.map((p, i) => [p.name, tensors[i]] as const);
    const batch = data.assemble(tensors.slice(pairs.length)) as { inputs: tf.Tensor };
    return outputs(named("predictor", "parameter", Object.fromEntries(pairs)), batch.inputs);
  });
  const compiled = executor.compile({ inputs: [...parameters, ...leaves], outputs: [output] });
  return { compiled, rowShape: checkRows(output.shape, rows) };
}

function checkRows(shape: readonly number[], rows: number): readonly number[] {
  if (shape[0] === rows) return shape.slice(1);
  throw new RangeError(
    `outputs: must have one row per input, got ${printShape(shape)} for ${rows}`,
  );
}

function join(parts: readonly NumericArray[], size: number): Float64Array {
  const values = new Float64Array(size);
  let offset = 0;
  for (const part of parts) {
    values.set(part, offset);
    offset += part.length;
  }
  return values;
}

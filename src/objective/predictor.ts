/**
 * The outputs of a network for many inputs, compiled like the objective: no derivative, no loss.
 */
import type * as tf from "@tensorflow/tfjs";
import { checkLength } from "../core/check.js";
import { partition } from "../core/partition.js";
import { executorFor, type ExecutorName } from "../execute/choose.js";
import type { Compiled, NumericArray, Precision } from "../execute/executor.js";
import { Graph } from "../graph/graph.js";
import { printShape, sizeOf } from "../graph/shape.js";
import { record } from "../record/recorder.js";
import { batches } from "./batches.js";
import { dataSet, rowsOf, type DataLeaf, type DataTree } from "./data.js";
import type { ParameterValues } from "./objective.js";

export interface Predictor {
  /** One row of outputs per row of inputs, row-major. */
  outputs(theta: Float64Array, inputs: DataTree): Promise<{
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
  const executor = executorFor(name, precision);
  const parts = partition(Object.entries(options.parameters).map(([key, p]) => [key, p.shape]));
  const known = new Map<string, OutputsProgram>();
  const programFor = (rows: number, leaves: readonly DataLeaf[], assemble: Assemble) => {
    const key = `${rows}|${leaves.map((leaf) => `${leaf.dtype}${printShape(leaf.rowShape)}`).join()}`;
    const made = known.get(key) ?? build(rows, leaves, assemble);
    known.set(key, made);
    return made;
  };
  const build = (rows: number, leaves: readonly DataLeaf[], assemble: Assemble): OutputsProgram => {
    const g = new Graph();
    const parameters = parts.parameters.map((p) => g.input(`parameter ${p.name}`, p.shape));
    const data = leaves.map((leaf) => g.input(`data ${leaf.name}`, [rows, ...leaf.rowShape]));
    const inputs = [
      ...parameters.map((node) => ({ node, dtype: "float32" as const })),
      ...data.map((node, i) => ({ node, dtype: leaves[i].dtype })),
    ];
    const output = record(g, inputs, (...tensors) => {
      const named = parts.parameters.map((p, i) => [p.name, tensors[i]] as const);
      const batch = assemble(tensors.slice(named.length)) as { inputs: tf.Tensor };
      return options.outputs(Object.fromEntries(named), batch.inputs);
    });
    const compiled = executor.compile({ inputs: [...parameters, ...data], outputs: [output] });
    return { compiled, rowShape: checkRows(output.shape, rows) };
  };
  return {
    async outputs(theta, inputs) {
      checkLength("outputs", "theta", theta, parts.size);
      const at = precision === "float32" ? Float32Array.from(theta) : theta;
      const split = parts.parameters.map((p) => at.subarray(p.offset, p.offset + p.size));
      const { leaves, samples, assemble } = dataSet({ inputs }, precision);
      const all = Int32Array.from({ length: samples }, (_, i) => i);
      const results: NumericArray[] = [];
      let rowShape: readonly number[] = [];
      for (const { from, to } of batches(samples, batchSize)) {
        const program = programFor(to - from, leaves, assemble);
        const data = leaves.map((leaf) => rowsOf(leaf, all, from, to));
        const [values] = await (await program.compiled).run([...split, ...data]);
        results.push(values);
        rowShape = program.rowShape;
      }
      return { values: join(results, samples * sizeOf(rowShape)), shape: [samples, ...rowShape] };
    },
    async close() {
      for (const { compiled } of known.values()) await (await compiled).close();
      known.clear();
    },
  };
}

type Assemble = (tensors: readonly tf.Tensor[]) => unknown;

function checkRows(shape: readonly number[], rows: number): readonly number[] {
  if (shape[0] === rows) return shape.slice(1);
  throw new RangeError(`outputs: must have one row per input, got ${printShape(shape)} for ${rows}`);
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

/**
 * Linear programs in TensorFlow: one graph makes the residuals, another applies them. Residuals stay
 * in TensorFlow's memory; per vector only the tangents and the products cross over.
 */
import type { LinearProgram } from "../../graph/node.js";
import { regroup } from "../../graph/regroup.js";
import { sizeOf } from "../../graph/shape.js";
import type { CompiledLinear, Linearization, NumericArray } from "../executor.js";
import { float32Inputs } from "../float32Inputs.js";
import { emit } from "./emit.js";
import type { Binding } from "./load.js";
import { loadSavedModel, runOnce, upload, type SavedModel, type TensorId } from "./savedModel.js";
import { splitGraph } from "./splitGraph.js";
import type { GraphTensor } from "./writer.js";

export async function compileLinear(
  program: LinearProgram,
  binding: Binding,
): Promise<CompiledLinear> {
  const { inputs: fixed, tangents: moving, outputs } = regroup(program);
  const graph = emit({ inputs: [...fixed, ...moving], outputs });
  const first = program.inputs.length;
  const tangents = graph.inputs.slice(first).flatMap((tensor) => tensor ?? []);
  const parts = splitGraph(graph, new Set(tangents.map(({ name }) => name)));
  const used = new Set(parts.linearize.map(({ name }) => name));
  const inputs = graph.inputs.slice(0, first).flatMap((t) => (t && used.has(t.name) ? [t] : []));
  const names = parts.residuals.map(({ name }) => name);
  const fed = [...parts.residuals, ...parts.again, ...tangents];
  const linearize = await loadSavedModel(binding, parts.linearize, inputs, names);
  const apply = await loadSavedModel(binding, parts.apply, fed, graph.outputs);
  return new TensorflowLinear(
    program,
    binding,
    { linearize, apply },
    { ...parts, inputs, tangents },
  );
}

interface Models {
  readonly linearize: SavedModel;
  readonly apply: SavedModel;
}

interface Tensors {
  readonly inputs: readonly GraphTensor[];
  readonly residuals: readonly GraphTensor[];
  readonly again: readonly GraphTensor[];
  readonly tangents: readonly GraphTensor[];
}

class TensorflowLinear implements CompiledLinear {
  readonly #program: LinearProgram;
  readonly #binding: Binding;
  readonly #models: Models;
  readonly #tensors: Tensors;

  constructor(program: LinearProgram, binding: Binding, models: Models, tensors: Tensors) {
    this.#program = program;
    this.#binding = binding;
    this.#models = models;
    this.#tensors = tensors;
  }

  linearize(values: readonly NumericArray[]): Promise<Linearization> {
    return new Promise((resolve) => {
      const fixed = this.#fixed(float32Inputs(this.#program, values));
      const { residuals, again } = this.#tensors;
      resolve({
        bytes: 4 * [...residuals, ...again].reduce((sum, { shape }) => sum + sizeOf(shape), 0),
        apply: (tangents) => new Promise((done) => done(this.#apply(fixed, tangents))),
        close: () => this.#delete(fixed.splice(0)),
      });
    });
  }

  close(): Promise<void> {
    return new Promise((resolve) => {
      this.#models.linearize.close();
      this.#models.apply.close();
      resolve();
    });
  }

  #apply(fixed: readonly TensorId[], tangents: readonly NumericArray[]): Float32Array[] {
    const { inputs, tangents: nodes } = this.#program;
    const values = float32Inputs({ inputs: nodes, outputs: [] }, tangents);
    const given = this.#tensors.tangents.map((tensor) => ({
      tensor,
      values: values[placeOf(tensor) - inputs.length],
    }));
    return runOnce(this.#binding, this.#models.apply, fixed, given);
  }

  /** Residuals, then the inputs that are needed again, as tensors to be kept. */
  #fixed(values: readonly Float32Array[]): TensorId[] {
    const { inputs, residuals, again } = this.#tensors;
    const uploaded = new Map<string, TensorId>();
    try {
      for (const tensor of [...inputs, ...again]) {
        if (uploaded.has(tensor.name)) continue;
        uploaded.set(tensor.name, upload(this.#binding, tensor, values[placeOf(tensor)]));
      }
      const id = ({ name }: GraphTensor): TensorId => uploaded.get(name) as TensorId; // all are in
      const made = residuals.length > 0 ? this.#models.linearize.run(inputs.map(id)) : [];
      made.push(...again.map(id));
      for (const { name } of again) uploaded.delete(name);
      return made;
    } finally {
      this.#delete([...uploaded.values()]);
    }
  }

  #delete(ids: readonly TensorId[]): void {
    for (const id of ids) this.#binding.deleteTensor(id);
  }
}

/** "in3" is input number 3. */
const placeOf = ({ name }: GraphTensor): number => Number(name.slice(2));

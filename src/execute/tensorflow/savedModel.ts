/**
 * A graph in TensorFlow's memory, and tensors beside it.
 */
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { rowNumberError } from "../rowNumberError.js";
import type { Binding } from "./load.js";
import { encodeSavedModel, float32Type, tag, type NodeMessage } from "./schema.js";
import type { GraphTensor } from "./writer.js";

/** A tensor of TensorFlow's own, by number; whoever has it deletes it. */
export type TensorId = number;

export interface SavedModel {
  run(inputs: readonly TensorId[]): TensorId[];
  close(): void;
}

/** @param outputs Names of the nodes whose values `run` gives. */
export async function loadSavedModel(
  binding: Binding,
  nodes: readonly NodeMessage[],
  inputs: readonly GraphTensor[],
  outputs: readonly string[],
): Promise<SavedModel> {
  // TensorFlow reads graphs from a folder only; it is gone when this returns.
  const folder = await mkdtemp(join(tmpdir(), "eigenscape-"));
  try {
    await writeFile(join(folder, "saved_model.pb"), encodeSavedModel(nodes));
    const model = binding.loadSavedModel(folder, tag);
    const fed = inputs.map(({ name }) => `${name}:0`).join();
    const fetched = outputs.map((name) => `${name}:0`).join();
    return {
      run(ids) {
        try {
          return binding.runSavedModel(model, [...ids], fed, fetched).map(({ id }) => id);
        } catch (error) {
          throw rowNumberError(error);
        }
      },
      close: () => binding.deleteSavedModel(model),
    };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Copies numbers into TensorFlow's memory. */
export function upload(binding: Binding, { shape }: GraphTensor, values: Float32Array): TensorId {
  return binding.createTensor([...shape], float32Type, values);
}

/** What a model computes from arrays; of its tensors none is left. */
export function runOnce(
  binding: Binding,
  model: SavedModel,
  fixed: readonly TensorId[],
  given: readonly { readonly tensor: GraphTensor; readonly values: Float32Array }[],
): Float32Array[] {
  const held: TensorId[] = [];
  try {
    for (const { tensor, values } of given) held.push(upload(binding, tensor, values));
    const results = model.run([...fixed, ...held]);
    held.push(...results);
    return results.map((id) => binding.tensorDataSync(id));
  } finally {
    for (const id of held) binding.deleteTensor(id);
  }
}

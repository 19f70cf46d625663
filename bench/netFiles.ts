/**
 * The numbers of a net as raw little-endian files, for the other frameworks: same parameters, data
 * and vectors, bit for bit.
 */
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { cacheFolder } from "./harness/folders.js";
import type { Net } from "./nets.js";
import { tangentsOf } from "./programs.js";

/** @returns The folder that holds manifest.json and one file per array. */
export function writeNetFiles(net: Net, label = `${net.name}-${net.data.inputs.shape[0]}`): string {
  const folder = join(cacheFolder(), "nets", label);
  mkdirSync(folder, { recursive: true });
  const write = (file: string, values: Float32Array | Int32Array, shape: readonly number[]) => {
    writeFileSync(
      join(folder, file),
      new Uint8Array(values.buffer, values.byteOffset, values.byteLength),
    );
    return { file, shape };
  };
  const { inputs, targets } = net.data;
  const parameters = Object.entries(net.parameters).map(([name, { values, shape }]) => ({
    name,
    ...write(`${name}.bin`, Float32Array.from(values), shape),
  }));
  const tangents = tangentsOf(net).map((values, i) =>
    write(`tangent${i}.bin`, values, parameters[i].shape),
  );
  const manifest = {
    net: net.name,
    batch: net.batch,
    parameters,
    tangents,
    inputs: write("inputs.bin", Float32Array.from(inputs.values), inputs.shape),
    targets: write("targets.bin", Int32Array.from(targets.values), targets.shape),
  };
  writeFileSync(join(folder, "manifest.json"), JSON.stringify(manifest, undefined, 1));
  return folder;
}

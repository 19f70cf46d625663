/**
 * Binary leaves of a widget's state (messaging protocol 2.1): they leave the JSON and travel as
 * buffers; `buffer_paths[i]` says where buffer i belongs. A leaf in an object is left out, one in
 * an array becomes null, at any depth; the state itself is not modified.
 */
import { isPlainObject } from "./references.js";

export type BufferPath = readonly (string | number)[];

export interface SplitState {
  readonly state: Record<string, unknown>;
  readonly bufferPaths: readonly BufferPath[];
  readonly buffers: readonly ArrayBufferView[];
}

export function splitBuffers(state: Readonly<Record<string, unknown>>): SplitState {
  const bufferPaths: BufferPath[] = [];
  const buffers: ArrayBufferView[] = [];
  const strip = (value: unknown, path: BufferPath): unknown => {
    if (ArrayBuffer.isView(value) || value instanceof ArrayBuffer) {
      bufferPaths.push(path);
      buffers.push(ArrayBuffer.isView(value) ? value : new Uint8Array(value));
      return undefined;
    }
    if (Array.isArray(value)) {
      return value.map((entry: unknown, i) => strip(entry, [...path, i]) ?? null);
    }
    return isPlainObject(value) ? stripEntries(value, path) : value;
  };
  const stripEntries = (object: object, path: BufferPath): Record<string, unknown> =>
    Object.fromEntries(
      Object.entries(object)
        .map(([key, value]) => [key, strip(value, [...path, key])] as const)
        .filter(([, value]) => value !== undefined),
    );
  return { state: stripEntries(state, []), bufferPaths, buffers };
}

/** The inverse: a copy of the state with every buffer at its place. */
export function joinBuffers(
  state: Readonly<Record<string, unknown>>,
  bufferPaths: readonly BufferPath[],
  buffers: readonly Uint8Array[],
): Record<string, unknown> {
  const joined = structuredClone(state);
  bufferPaths.forEach((path, i) => {
    const last = path[path.length - 1];
    const parent = path.slice(0, -1).reduce<unknown>(child, joined);
    if (last === undefined || !isContainer(parent) || buffers[i] === undefined) {
      throw new RangeError(`joinBuffers: path must lead into the state, got ${path.join(".")}`);
    }
    parent[last] = buffers[i];
  });
  return joined;
}

function child(parent: unknown, key: string | number): unknown {
  return isContainer(parent) && Object.hasOwn(parent, key) ? parent[key] : undefined;
}

/** Arrays count: they are indexed alike. */
function isContainer(value: unknown): value is Record<string | number, unknown> {
  return typeof value === "object" && value !== null && !ArrayBuffer.isView(value);
}

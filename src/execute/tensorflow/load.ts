/**
 * Finds TensorFlow: the native binding inside @tensorflow/tfjs-node-gpu or @tensorflow/tfjs-node.
 *
 * Both are optional: their install scripts download libtensorflow from outside the npm registry and
 * may fail, so either may be missing or present without its binding. Whichever loads first is used;
 * when none does, the error says what was tried and why it failed.
 */
import { createRequire } from "node:module";
import { availableParallelism } from "node:os";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import * as tf from "@tensorflow/tfjs";

/** The functions of the packages' native part that we use; tensors and models are numbers. */
export interface Binding {
  createTensor(shape: number[], dtype: number, values: Float32Array): number;
  deleteTensor(tensor: number): void;
  tensorDataSync(tensor: number): Float32Array;
  loadSavedModel(folder: string, tags: string): number;
  deleteSavedModel(model: number): void;
  /** Names are joined by commas. */
  runSavedModel(model: number, inputs: number[], names: string, outputs: string): { id: number }[];
  getNumOfTensors(): number;
  getNumOfSavedModels(): number;
  isUsingGpuDevice(): boolean;
  readonly TF_Version: string;
}

export interface Tensorflow {
  readonly binding: Binding;
  /** The package that holds it. */
  readonly packageName: string;
}

const packageNames = ["@tensorflow/tfjs-node-gpu", "@tensorflow/tfjs-node"];

let loaded: Tensorflow | undefined;

/** @param threads Threads of one operation; the process's first call decides. */
export function loadTensorflow(threads: number): Tensorflow {
  if (loaded) return loaded;
  const failures: string[] = [];
  for (const packageName of packageNames) {
    for (const folder of searchedFolders()) {
      const path = find(packageName, folder);
      if (path === undefined) continue;
      prepareEnvironment(threads);
      try {
        loaded = { binding: loadPackage(path), packageName };
        return loaded;
      } catch (error) {
        failures.push(`${packageName} in ${folder}: ${firstLine(error)}`);
      }
    }
    const said = failures.some((failure) => failure.startsWith(`${packageName} in `));
    if (!said) failures.push(`${packageName}: not installed`);
  }
  throw new Error(
    `executor tensorflow: needs TensorFlow's native library, got none (${failures.join("; ")}); ` +
      `install it beside your program with "npm install @tensorflow/tfjs-node" ` +
      `(on a GPU @tensorflow/tfjs-node-gpu), whose install script downloads libtensorflow, ` +
      `or choose executor "onnx"`,
  );
}

/** Where the program runs and beside eigenscape itself; EIGENSCAPE_TENSORFLOW names another folder. */
function searchedFolders(): string[] {
  const chosen = process.env.EIGENSCAPE_TENSORFLOW;
  if (chosen) return [resolve(chosen)];
  return [process.cwd(), fileURLToPath(new URL(".", import.meta.url))];
}

function find(packageName: string, folder: string): string | undefined {
  try {
    return createRequire(join(folder, "package.json")).resolve(packageName);
  } catch {
    return undefined; // not installed there
  }
}

/** What TensorFlow reads once, when its library starts; a user's own settings stay. */
function prepareEnvironment(threads: number): void {
  process.env.TF_NUM_INTRAOP_THREADS ??= String(threads);
  // Runs of all our workers share these threads: with fewer they would wait for each other.
  process.env.TF_NUM_INTEROP_THREADS ??= String(availableParallelism());
  process.env.TF_ENABLE_ONEDNN_OPTS ??= "1"; // the fast convolutions; off by default in old versions
  process.env.TF_CPP_MIN_LOG_LEVEL ??= "1"; // warnings and errors only
  // Node 23 removed two functions that the packages still call.
  const util = createRequire(import.meta.url)("node:util") as Record<string, unknown>;
  util.isNullOrUndefined ??= (value: unknown) => value === null || value === undefined;
  util.isArray ??= Array.isArray;
}

/** The packages make their backend the current one; programs that run elsewhere stay where they are. */
function loadPackage(path: string): Binding {
  void tf.engine().backend; // a lazy backend starts now, so that there is one to go back to
  const before = tf.getBackend();
  try {
    createRequire(path)(path);
    const backend: unknown = tf.engine().findBackend("tensorflow");
    if (hasMember(backend, "binding") && isBinding(backend.binding)) return backend.binding;
  } finally {
    void tf.setBackend(before);
  }
  throw new Error("it has no native binding of the known form");
}

const used = ["createTensor", "deleteTensor", "tensorDataSync", "loadSavedModel", "runSavedModel"];

function isBinding(value: unknown): value is Binding {
  return used.every((name) => hasMember(value, name) && typeof value[name] === "function");
}

function hasMember<K extends string>(value: unknown, name: K): value is Record<K, unknown> {
  return typeof value === "object" && value !== null && name in value;
}

function firstLine(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).split("\n")[0].trim();
}

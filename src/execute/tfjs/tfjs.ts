/**
 * The executor of single operations: float32 programs on any backend of TensorFlow.js. Slower than
 * whole graphs; it runs wherever TensorFlow.js does. Tested on cpu and wasm; webgl and webgpu do
 * not run in Node.
 */
import * as tf from "@tensorflow/tfjs";
import type { Program } from "../../graph/node.js";
import { identity } from "../channelsLast/arranged.js";
import { lower, rowMajor } from "../channelsLast/lower.js";
import type { Compiled, Executor, NumericArray } from "../executor.js";
import { float32Inputs } from "../float32Inputs.js";
import { rowNumberError } from "../rowNumberError.js";
import { splitLinear } from "../splitLinear.js";
import { eagerKernels } from "./eagerKernels.js";

export interface TfjsOptions {
  /** A backend that is registered. Default: the current one when a program is compiled. */
  readonly backend?: string;
}

export function tfjsExecutor({ backend }: TfjsOptions = {}): Executor {
  return {
    name: "tfjs",
    precision: "float32",
    relativeError: 1e-5, // the backends' own erf, tanh and products differ by so much
    staysHere: "computes on a TensorFlow.js backend of the calling thread",
    compile: async (program) => compile(program, await started(backend)),
    async compileLinear(program) {
      const name = await started(backend);
      return splitLinear((part) => Promise.resolve(compile(part, name)), program);
    },
  };
}

/** The name of a backend that can compute; the current one stays current. */
async function started(wanted: string | undefined): Promise<string> {
  await tf.ready(); // some backends start later than they are imported
  const before = tf.getBackend();
  if (wanted === undefined || wanted === before) return before;
  const known = tf.engine().registryFactory;
  const remedy = `import its package first (for example @tensorflow/tfjs-backend-${wanted})`;
  if (!(wanted in known)) {
    const names = Object.keys(known).filter((name) => !name.startsWith("eigenscape"));
    throw new RangeError(
      `executor tfjs: backend must be one of ${names.join(", ")}, got ${wanted}; ${remedy}`,
    );
  }
  const works = await tf.setBackend(wanted);
  await tf.setBackend(before);
  if (!works) throw new Error(`executor tfjs: backend ${wanted} does not start on this machine`);
  return wanted;
}

function compile(program: Program, backend: string): Compiled {
  const run = async (inputs: readonly NumericArray[]): Promise<NumericArray[]> => {
    const values = float32Inputs(program, inputs);
    const outputs = computeOn(backend, program, values);
    try {
      const results = await Promise.all(outputs.map((tensor) => tensor.data<"float32">()));
      return results.map((numbers) => numbers.slice()); // a backend may hand out its own memory
    } finally {
      tf.dispose(outputs);
    }
  };
  return { run, close: () => Promise.resolve() };
}

/** Everything between inputs and outputs is released, also when an operation throws. */
function computeOn(backend: string, program: Program, values: Float32Array[]): tf.Tensor[] {
  const before = tf.getBackend();
  void tf.setBackend(backend); // takes effect at once: the backend has been started
  try {
    return tf.tidy(() => {
      const inputs = program.inputs.map(({ shape }, i) => ({
        value: tf.tensor(values[i], [...shape], "float32"),
        order: identity(shape.length),
      }));
      return rowMajor(lower(program, eagerKernels, inputs));
    });
  } catch (error) {
    throw rowNumberError(error);
  } finally {
    void tf.setBackend(before);
  }
}

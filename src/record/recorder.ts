/**
 * Records TensorFlow.js programs: a backend whose tensors are nodes of a graph.
 *
 * Nothing is computed. Each kernel that a program calls is written down as nodes; the tensor that
 * comes back has a shape and no values. So recording costs milliseconds whatever the network's size,
 * and asking a tensor for its values is an error that says why. TensorFlow.js gradients are never
 * used: nested, they are wrong or impossible for most networks (tanh, softmax, pooling …).
 */
import * as tf from "@tensorflow/tfjs";
import type { Graph } from "../graph/graph.js";
import type { Node } from "../graph/node.js";
import { printShape, sameShape } from "../graph/shape.js";
import { reshape } from "../graph/structural.js";
import { kernelRules } from "./kernels/kernelRules.js";
import type { KernelRule, Recording, TypedNode } from "./kernels/rule.js";

const backendName = "eigenscape-record";

/** The graph that is being written, if one is. */
let graph: Graph | undefined;

class RecordingBackend extends tf.KernelBackend {
  readonly #nodes = new WeakMap<object, Node>();

  /** Numbers that a program brings along become constants of the graph. */
  override write(values: tf.BackendValues, shape: number[], dtype: tf.DataType): object {
    if (dtype === "string" || dtype === "complex64") {
      throw new TypeError(`record: tensors must be real numbers, got dtype ${dtype}`);
    }
    return this.hold(current().constant(values as ArrayLike<number>, shape));
  }

  /** Called where a kernel meets a tensor of another backend. */
  override move(): void {
    throw new Error("record: tensors of other backends are captured by value, not moved");
  }

  hold(node: Node): object {
    const dataId = {};
    this.#nodes.set(dataId, node);
    return dataId;
  }

  /** The node behind a tensor; one made outside the program enters as a constant. */
  nodeOf(info: tf.TensorInfo): Node {
    const g = current();
    const node = this.#nodes.get(info.dataId);
    if (node) return sameShape(node.shape, info.shape) ? node : reshape(g, node, info.shape);
    const values = tf.engine().readSync(info.dataId) as ArrayLike<number>; // numbers: not a string
    const constant = g.constant(values, info.shape);
    this.#nodes.set(info.dataId, constant);
    return constant;
  }

  override readSync(): tf.BackendValues {
    throw new Error(
      "record: a loss must not read values of its tensors (data, dataSync, array, print, if (…)): " +
        "it is written down once and run for many parameters; express the choice by tensor operations",
    );
  }
  override read(): Promise<tf.BackendValues> {
    return new Promise((resolve) => resolve(this.readSync()));
  }
  override disposeData(): boolean {
    return true; // the map holds nodes weakly
  }
  override numDataIds(): number {
    return 0;
  }
  override refCount(): number {
    return 1;
  }
  override incRef(): void {}
  override memory(): { unreliable: boolean } {
    return { unreliable: true };
  }
  override floatPrecision(): 16 | 32 {
    return 32;
  }
  override epsilon(): number {
    return 1e-7; // as the CPU backend: losses of TensorFlow.js add it to logarithms
  }
  override dispose(): void {}
}

function current(): Graph {
  if (graph) return graph;
  throw new Error(`record: backend ${backendName} is for recording only, got an operation outside`);
}

let backend: RecordingBackend | undefined;

/** Registers the backend and one handler per kernel name, once per process. */
function recordingBackend(): RecordingBackend {
  if (backend) return backend;
  const created = new RecordingBackend();
  tf.registerBackend(backendName, () => created, 0);
  // TensorFlow.js exports each kernel's name under that name.
  const names = Object.entries(tf).flatMap(([key, value]) => (key === value ? [key] : []));
  for (const kernelName of new Set([...names, ...Object.keys(kernelRules)])) {
    tf.registerKernel({
      kernelName,
      backendName,
      kernelFunc: ({ inputs, attrs }) => runRule(created, kernelName, inputs, attrs ?? {}),
    });
  }
  backend = created;
  return created;
}

function runRule(
  target: RecordingBackend,
  kernel: string,
  inputs: tf.NamedTensorInfoMap,
  attributes: object,
): tf.TensorInfo | tf.TensorInfo[] {
  const rule = (kernelRules as Partial<Record<string, KernelRule>>)[kernel];
  const shapes = Object.entries(inputs).flatMap(([name, info]) =>
    info ? [`${name} ${printShape(info.shape)} ${info.dtype}`] : [],
  );
  if (!rule) {
    throw new Error(
      `record: kernel ${kernel} (${shapes.join(", ")}) is not covered; ` +
        `add its rule to src/record/kernels/kernelRules.ts`,
    );
  }
  const recording: Recording = {
    g: current(),
    kernel,
    attributes: attributes as Readonly<Record<string, unknown>>,
    node: (name) => target.nodeOf(required(kernel, inputs, name)),
    has: (name) => inputs[name] !== undefined,
    names: Object.keys(inputs).filter((name) => inputs[name]),
    dtype: (name) => required(kernel, inputs, name).dtype,
  };
  const info = ({ node, dtype }: TypedNode): tf.TensorInfo => ({
    dataId: target.hold(node),
    shape: [...node.shape],
    dtype: dtype as tf.DataType, // rules take dtypes from inputs and attributes
  });
  const result = rule(recording);
  if (isList(result)) return result.map(info);
  return info("node" in result ? result : { node: result, dtype: "float32" });
}

const isList = (result: ReturnType<KernelRule>): result is readonly TypedNode[] =>
  Array.isArray(result);

function required(kernel: string, inputs: tf.NamedTensorInfoMap, name: string): tf.TensorInfo {
  const info = inputs[name];
  if (info) return info;
  throw new Error(
    `record: kernel ${kernel} must have input ${name}, got ${Object.keys(inputs).join(", ")}`,
  );
}

export interface RecordedInput {
  readonly node: Node;
  readonly dtype: "float32" | "int32" | "bool";
}

/** Runs `program` once with tensors that stand for `inputs`; returns the node of its result. */
export function record(
  g: Graph,
  inputs: readonly RecordedInput[],
  program: (...tensors: tf.Tensor[]) => tf.Tensor,
): Node {
  const [node] = recordAll(g, inputs, (...tensors) => [program(...tensors)]);
  return node;
}

/**
 * The same for programs with several results. The previous backend is restored and no tensor is
 * left behind, whatever happens.
 */
export function recordAll(
  g: Graph,
  inputs: readonly RecordedInput[],
  program: (...tensors: tf.Tensor[]) => readonly tf.Tensor[],
): Node[] {
  if (graph) throw new Error("record: recordings must not be nested, got one inside another");
  const target = recordingBackend();
  void tf.engine().backend; // a lazy backend starts now, so that there is one to go back to
  const before = tf.getBackend();
  graph = g;
  void tf.setBackend(backendName); // takes effect at once: the backend exists already
  tf.engine().startScope();
  try {
    const tensors = inputs.map(({ node, dtype }) =>
      tf.engine().makeTensorFromTensorInfo(
        { dataId: target.hold(node), shape: [...node.shape], dtype },
        target, // its data lives here
      ),
    );
    return program(...tensors).map((result) => {
      checkTensor(result);
      return target.nodeOf(result);
    });
  } finally {
    tf.engine().endScope();
    graph = undefined;
    void tf.setBackend(before);
  }
}

/** The recording under way, for functions that write nodes themselves; undefined outside of one. */
export function recording():
  | { g: Graph; nodeOf: (tensor: tf.Tensor) => Node; tensorOf: (node: Node) => tf.Tensor }
  | undefined {
  if (!graph) return undefined;
  const target = recordingBackend();
  return {
    g: graph,
    nodeOf: (tensor) => target.nodeOf(tensor),
    tensorOf: (node) =>
      tf
        .engine()
        .makeTensorFromTensorInfo(
          { dataId: target.hold(node), shape: [...node.shape], dtype: "float32" },
          target,
        ),
  };
}

function checkTensor(result: unknown): void {
  if (result instanceof tf.Tensor) return;
  const promise = result instanceof Promise;
  if (promise) result.catch(() => undefined); // its rejection would say this once more, unheard
  const got = promise ? "a promise" : String(result);
  throw new TypeError(`record: the program must return a tensor, synchronously, got ${got}`);
}

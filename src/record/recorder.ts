/**
 * Records TensorFlow.js programs as nodes of a graph.
 *
 * Nothing is computed: each kernel that a program calls is written down, on a backend of its own.
 * So recording costs milliseconds whatever the network's size. TensorFlow.js gradients are never
 * used: nested, they are wrong or impossible for most networks (tanh, softmax, pooling …).
 */
import * as tf from "@tensorflow/tfjs";
import type { Graph } from "../graph/graph.js";
import type { Node } from "../graph/node.js";
import { tellingLine } from "./place.js";
import { backendName, RecordingBackend, type Captured } from "./recordingBackend.js";
import { runRule } from "./runRule.js";

let backend: RecordingBackend | undefined;

/** Registers the backend and one handler per kernel name, once per process. */
function recordingBackend(): RecordingBackend {
  if (backend) return backend;
  const created = new RecordingBackend();
  tf.registerBackend(backendName, () => created, 0);
  // TensorFlow.js exports each kernel's name under that name.
  const names = Object.entries(tf).flatMap(([key, value]) => (key === value ? [key] : []));
  for (const kernelName of new Set(names)) {
    tf.registerKernel({
      kernelName,
      backendName,
      kernelFunc: ({ inputs, attrs }) => runRule(created, kernelName, inputs, attrs ?? {}),
    });
  }
  backend = created;
  return created;
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

/** A program with several results. */
export type RecordedProgram = (...tensors: tf.Tensor[]) => readonly tf.Tensor[];

/**
 * The same for programs with several results. The previous backend is restored and no tensor is
 * left behind, whatever happens.
 * @param notice Called with the node of each tensor that is made.
 */
export function recordAll(
  g: Graph,
  inputs: readonly RecordedInput[],
  program: RecordedProgram,
  notice?: (node: Node) => void,
): Node[] {
  const target = recordingBackend();
  if (target.session) {
    throw new Error("record: recordings must not be nested, got one inside another");
  }
  void tf.engine().backend; // a lazy backend starts now, so that there is one to go back to
  const before = tf.getBackend();
  target.session = {
    g,
    nodes: new WeakMap(),
    constants: new WeakMap(),
    captured: new WeakMap(),
    fixed: new WeakSet(),
    notice,
    standIns: 0,
  };
  void tf.setBackend(backendName); // takes effect at once: the backend exists already
  tf.engine().startScope();
  try {
    const tensors = inputs.map(({ node, dtype }) => tensorOf(target, node, dtype));
    return tellingLine(() => program(...tensors)).map((result) => {
      checkTensor(result);
      return target.nodeOf(result);
    });
  } finally {
    tf.engine().endScope();
    target.session = undefined;
    void tf.setBackend(before);
  }
}

export interface RecordingInProgress {
  readonly g: Graph;
  nodeOf(tensor: tf.Tensor): Node;
  tensorOf(node: Node): tf.Tensor;
  /** From now on these variables may be read as constants. */
  holdFixed(variables: readonly tf.Variable[]): void;
  /** From now on what is captured is looked up there, and put there when it is new. */
  keepCaptured(captured: Captured): void;
}

/** The recording under way, for functions that write nodes themselves; undefined outside of one. */
export function recording(): RecordingInProgress | undefined {
  const target = backend;
  const session = target?.session;
  if (!session) return undefined;
  return {
    g: session.g,
    nodeOf: (tensor) => target.nodeOf(tensor),
    tensorOf: (node) => tensorOf(target, node, "float32"),
    holdFixed: (variables) => variables.forEach((v) => session.fixed.add(v)),
    keepCaptured: (captured) => (session.captured = captured),
  };
}

/**
 * While a program is recorded: a tensor that stands for another one as a variable of its own, an input
 * node. The first, second, … of each recording of one graph are the same nodes.
 */
export function standIn(tensor: tf.Tensor): tf.Tensor {
  const target = recordingBackend();
  const session = target.current();
  const name = `stand-in ${session.standIns++}`;
  const node = session.g.make("input", [], { name }, target.nodeOf(tensor).shape);
  return tensorOf(target, node, "float32");
}

function tensorOf(target: RecordingBackend, node: Node, dtype: RecordedInput["dtype"]): tf.Tensor {
  const info = { dataId: target.hold(node), shape: [...node.shape], dtype };
  return tf.engine().makeTensorFromTensorInfo(info, target); // its data lives there
}

function checkTensor(result: unknown): void {
  if (result instanceof tf.Tensor) return;
  const promise = result instanceof Promise;
  if (promise) result.catch(() => undefined); // its rejection would say this once more, unheard
  const got = promise ? "a promise" : String(result);
  throw new TypeError(`record: the program must return a tensor, synchronously, got ${got}`);
}

/**
 * A TensorFlow.js backend whose tensors are nodes of a graph. It computes nothing: a tensor has a
 * shape and no values, and asking for them is an error that says why.
 */
import * as tf from "@tensorflow/tfjs";
import type { Graph } from "../graph/graph.js";
import type { Node } from "../graph/node.js";
import { printShape, sameShape } from "../graph/shape.js";
import { reshape } from "../graph/structural.js";

export const backendName = "eigenscape-record";

type CapturedValues = Float32Array | Int32Array | Uint8Array;

/**
 * Numbers that programs bring along, as they were when first read. Recordings that share this see
 * the same numbers, though a variable was assigned or a tensor disposed in between.
 */
export type Captured = WeakMap<object, CapturedValues>;

/** What one recording knows. Nodes belong to one graph, so the next recording starts anew. */
export interface Session {
  readonly g: Graph;
  /** By the identity of a tensor's data, for tensors that were made in this recording. */
  readonly nodes: WeakMap<object, Node>;
  /** Those that were made outside, by what `identityOf` says they are. */
  readonly constants: WeakMap<object, Node>;
  captured: Captured;
  /** Trainable variables that may be read as constants. */
  readonly fixed: WeakSet<object>;
  /** Called for each tensor that is made. */
  readonly notice: ((node: Node) => void) | undefined;
  /** How many variables stand for tensors so far. */
  standIns: number;
}

export class RecordingBackend extends tf.KernelBackend {
  /** The recording under way, if one is. */
  session: Session | undefined;
  readonly #made = new WeakSet<object>();

  current(): Session {
    if (this.session) return this.session;
    throw new Error(
      `record: a loss must not go on after it has returned (async, await, timers), ` +
        `got an operation on its tensors outside of a recording`,
    );
  }

  /** Numbers that a program brings along become constants of the graph. */
  override write(values: tf.BackendValues, shape: number[], dtype: tf.DataType): object {
    checkReal(dtype);
    return this.hold(this.current().g.constant(values as ArrayLike<number>, shape));
  }

  /** Called where a kernel meets a tensor of another backend. */
  override move(): void {
    throw new Error("record: tensors of other backends are captured by value, not moved");
  }

  hold(node: Node): object {
    const { nodes, notice } = this.current();
    notice?.(node);
    const dataId = {};
    nodes.set(dataId, node);
    this.#made.add(dataId);
    return dataId;
  }

  /** The node behind a tensor; one made outside the program enters as a constant. */
  nodeOf(info: tf.TensorInfo): Node {
    const { g, nodes } = this.current();
    const node = nodes.get(info.dataId) ?? this.#constant(info);
    return sameShape(node.shape, info.shape) ? node : reshape(g, node, info.shape);
  }

  #constant(info: tf.TensorInfo): Node {
    const { g, constants, captured } = this.current();
    const identity = identityOf(info);
    const known = constants.get(identity);
    if (known) return known;
    const values = captured.get(identity) ?? this.#read(info);
    captured.set(identity, values);
    const constant = g.constant(values, info.shape);
    constants.set(identity, constant);
    return constant;
  }

  #read(info: tf.TensorInfo): CapturedValues {
    this.#checkCaptured(info);
    const values = tf.engine().readSync(info.dataId) as CapturedValues; // numbers: not a string
    return values.slice();
  }

  /** What would be read as a constant although it is none, or is gone. */
  #checkCaptured(info: tf.TensorInfo): void {
    checkReal(info.dtype);
    const shape = printShape(info.shape);
    if (this.#made.has(info.dataId)) {
      throw new Error(
        `record: a loss must not keep tensors from one call to the next, got one of shape ${shape}`,
      );
    }
    if (!(info instanceof tf.Tensor)) return;
    if (info.isDisposed) {
      throw new Error(`record: a loss must not use disposed tensors, got one of shape ${shape}`);
    }
    if (info instanceof tf.Variable && info.trainable && !this.session?.fixed.has(info)) {
      throw new Error(
        `record: a loss must not read trainable variables, which it would hold fixed, got ` +
          `${info.name} ${shape}; ` +
          `give it under parameters (or the model it belongs to), or freeze it`,
      );
    }
  }

  override readSync(): tf.BackendValues {
    if (!this.session) {
      throw new Error("record: tensors of a loss have no values, got a read after it returned");
    }
    throw new Error(
      "record: a loss must not read values of its tensors (data, array, print), which are not " +
        "known while it is written down; choose by operations such as tf.where",
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

/** A variable stays the same one when it is assigned other data. */
function identityOf(info: tf.TensorInfo): object {
  return info instanceof tf.Variable ? info : info.dataId;
}

function checkReal(dtype: string): void {
  if (dtype !== "string" && dtype !== "complex64") return;
  throw new TypeError(`record: tensors must hold real numbers, got dtype ${dtype}`);
}

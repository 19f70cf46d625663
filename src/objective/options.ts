/**
 * What an objective is made of: the four forms in which a loss comes, and their settings.
 */
import type * as tf from "@tensorflow/tfjs";
import type { ExecutorName } from "../execute/choose.js";
import type { Precision } from "../execute/executor.js";
import type { TensorLike } from "../record/tensorValues.js";
import type { BatchOf, DataTree } from "./data.js";
import type { LossName } from "./losses.js";

export type ParameterValues = Readonly<Record<string, TensorLike>>;

/** Inside a loss, parameters are tensors under their names. */
export type ParameterTensors<P> = {
  readonly [K in keyof P]: P[K] extends tf.Tensor ? P[K] : tf.Tensor;
};

export interface Settings<P extends ParameterValues> {
  /** Names, shapes and starting values. They are copied; tensors stay the caller's. */
  readonly parameters: P;
  /** Added once, not per batch. */
  readonly penalty?: (parameters: ParameterTensors<P>) => tf.Tensor;
  /** "float32": compiled, 2–4e-7 relative. "float64": plain loops, for small models and tests. */
  readonly precision?: Precision;
  /**
   * Default "auto": for float32 the fastest that is there, timed program by program where several
   * are, and told once on standard error. Rounding depends on who is chosen: force an executor to
   * have the same bytes every time. One that is named and missing is an error.
   */
  readonly executor?: ExecutorName;
  /**
   * Worker threads, each with its share of the batches; the result is the same to the last bit.
   * Default 1: the calling thread; the only one for executor "tfjs". A single batch is not cut: choose
   * `batchSize` accordingly.
   * "auto" times one thread, threads within operations and a worker per core on what is computed
   * first, which takes a second or two, and tells the choice once on standard error. It gives up
   * repeatability: an executor may round differently with more threads within an operation (ONNX
   * Runtime did not where we looked).
   * "background": one thread beside the calling one, which stays free; so two objectives compute at
   * the same time, see `overLanes`.
   */
  readonly workers?: Workers;
}

export type Workers = number | "auto" | "background";

export interface Batched {
  /** Rows per batch, the last may be smaller; or all sizes. Changes rounding and memory only. */
  readonly batchSize?: number | readonly number[];
}

export interface OutputsObjective<P extends ParameterValues, I extends DataTree>
  extends Settings<P>, Batched {
  readonly outputs: (parameters: ParameterTensors<P>, inputs: BatchOf<I>) => tf.Tensor;
  /** The mean over the batch's rows. */
  readonly loss: LossName | ((outputs: tf.Tensor, targets: tf.Tensor) => tf.Tensor);
  readonly data: { readonly inputs: I; readonly targets: TensorLike };
}

export interface BatchObjective<P extends ParameterValues, D extends DataTree>
  extends Settings<P>, Batched {
  /** The mean over the batch's rows. */
  readonly loss: (parameters: ParameterTensors<P>, batch: BatchOf<D>) => tf.Tensor;
  readonly data: D;
}

/** A tf.layers model, Sequential or functional: its trainable weights are the parameters. */
export interface ModelObjective extends Omit<Settings<ParameterValues>, "parameters">, Batched {
  readonly model: tf.LayersModel;
  /** Whether layers behave as in training; see `layersModel`. Default false. */
  readonly training?: boolean;
  readonly loss: LossName | ((outputs: tf.Tensor, targets: tf.Tensor) => tf.Tensor);
  readonly data: { readonly inputs: DataTree; readonly targets: TensorLike };
}

export interface PlainObjective<P extends ParameterValues> extends Settings<P> {
  readonly loss: (parameters: ParameterTensors<P>) => tf.Tensor;
}

/** What may differ between two objectives of one function. */
export type ChangedSettings = Pick<Settings<never>, "precision" | "executor" | "workers"> & Batched;

/**
 * A scalar function of named parameters over a fixed data set, with exact derivatives:
 *
 *   f(θ) = (1/N) Σᵢ ℓ(θ; xᵢ, yᵢ) + penalty(θ).
 *
 * Batches are summed with weights n_b / N in float64, so value, gradient and products are means
 * over samples whatever the batch size; averaging batches instead is the peers' classic mistake.
 */
import type * as tf from "@tensorflow/tfjs";
import { plainBasis, type Basis } from "../core/basis.js";
import { closeAll } from "../core/closeAll.js";
import { partition, type Partition } from "../core/partition.js";
import type { Precision } from "../execute/executor.js";
import { executorFor } from "../execute/choose.js";
import { compiledBasis, compiledBasisBytes } from "../execute/onnx/compiledBasis.js";
import { layersModel } from "../record/layersModel.js";
import { readingOnce } from "../record/readingOnce.js";
import { tensorValues } from "../record/tensorValues.js";
import { batchNormOf, type BatchNorm } from "./batchNorm.js";
import { BatchSum } from "./batchSum.js";
import { dataSet, type DataSet, type DataTree } from "./data.js";
import { evaluations } from "./evaluations.js";
import { lazyFingerprint } from "./fingerprint.js";
import type { Jacobian } from "./jacobian.js";
import { likelihoodOf, type Likelihood, type NamedObjective } from "./likelihood.js";
import { lossProgram } from "./lossProgram.js";
import type {
  Batched,
  BatchObjective,
  ChangedSettings,
  ModelObjective,
  OutputsObjective,
  ParameterValues,
  PlainObjective,
  Settings,
} from "./options.js";
import type { Curvature } from "./scalarProgram.js";
import type { VectorsAtOnce } from "./vectorsAtOnce.js";

export interface Rows {
  /** Row numbers to average over instead of all samples; without data there is row 0 only. */
  readonly rows?: ArrayLike<number> | undefined;
}

export interface CurvatureOption {
  /** Default "hessian"; the others need an objective given by outputs and loss. */
  readonly curvature?: Curvature | undefined;
}

export interface MemoryOption {
  /** Bytes of residuals to keep between products, default 1 GiB. 0 keeps none, Infinity all. */
  readonly memory?: number | undefined;
}

export interface LinearizeOptions extends Rows, CurvatureOption, MemoryOption {
  /**
   * How many vectors `applyMany` multiplies at once; in passing that takes as many times the memory
   * of one product. Default 1. "auto" measures 1, 2, 4 and 8 at the first call with several
   * vectors, and no more than that call has.
   */
  readonly vectorsAtOnce?: VectorsAtOnce | undefined;
  /** About how many products follow. With at most five, less is kept; the first is ready sooner. */
  readonly products?: number | undefined;
}

/** A matrix at a fixed point, ready for many products. */
export interface Linearized {
  apply(v: Float64Array): Promise<Float64Array>;
  /** The same for several vectors; with `vectorsAtOnce` last bits may be others than apply's. */
  applyMany(vectors: readonly Float64Array[]): Promise<Float64Array[]>;
  /** Memory that is kept for it now; it grows at the first product, up to the limit `memory`. */
  readonly bytes: number;
  close(): void;
}

export interface Objective {
  /** Number of parameters P. */
  readonly size: number;
  /** Number of samples N; 1 without data. */
  readonly samples: number;
  /** Starting values, P numbers. */
  readonly start: Float64Array;
  readonly partition: Partition;
  readonly precision: Precision;
  /** Its name; "auto" where there are several, and each program takes the fastest. */
  readonly executor: string;
  /** Of gradients and products, by the executor's rounding (of several, the largest). */
  readonly relativeError: number;
  /** Where outputs and a named loss are given: the model as a distribution of targets. */
  readonly likelihood?: Likelihood;
  /** Where a tf.layers model has batch normalisation: whose statistics it uses. */
  readonly batchNorm?: BatchNorm;
  value(theta: Float64Array, options?: Rows): Promise<number>;
  gradient(theta: Float64Array, options?: Rows): Promise<{ value: number; gradient: Float64Array }>;
  /** One gradient per row, the penalty's included. */
  sampleGradients(theta: Float64Array, options?: Rows): Promise<Float64Array[]>;
  /** H(θ)·v, or a product with another matrix of curvature, for one vector. */
  product(
    theta: Float64Array,
    v: Float64Array,
    options?: Rows & CurvatureOption,
  ): Promise<Float64Array>;
  /** The same for many vectors at one point: what does not depend on v is computed once. */
  linearize(theta: Float64Array, options?: LinearizeOptions): Linearized;
  /** The Jacobian of the outputs of all samples; needs outputs. */
  jacobian(theta: Float64Array, options?: MemoryOption): Jacobian;
  /** ∇(vᵀ H v): the third derivative in two directions v. */
  curvatureGradient(theta: Float64Array, v: Float64Array, options?: Rows): Promise<Float64Array>;
  /** Where Lanczos keeps vectors of a matrix of this order: compiled if float32, else plain. */
  basis(size: number, capacity: number): Basis;
  /** Bytes per number that such a basis takes. */
  readonly basisBytes?: number;
  /** Program, data, batches, precision and executor, hashed when first asked for; see operators. */
  readonly fingerprint?: string;
  /**
   * The same function of the same numbers with other settings, compiled anew and closed by itself.
   * Data keep the precision that they were rounded to, so that only the computation differs.
   */
  with?(settings: ChangedSettings): Objective;
  /**
   * Frees compiled programs and all that its matrices keep, and ends workers, when calls under way
   * have come to their end; objective and matrices start anew when they are used again.
   */
  close(): Promise<void>;
}

export function objective(options: ModelObjective): Objective;
export function objective<P extends ParameterValues, I extends DataTree>(
  options: OutputsObjective<P, I>,
): Objective;
export function objective<P extends ParameterValues, D extends DataTree>(
  options: BatchObjective<P, D>,
): Objective;
export function objective<P extends ParameterValues>(options: PlainObjective<P>): Objective;
export function objective(given: AnyObjective): Objective {
  const options = readOnce(given);
  const { parts, start } = layOut(options.parameters);
  const data =
    options.data === undefined ? undefined : dataSet(options.data, options.precision ?? "float32");
  return assemble({ options, parts, start, data, program: lossProgram(options, parts, data) });
}

/** What has been read from the options, whatever the settings. */
interface Read {
  readonly options: ReturnType<typeof readOnce>;
  readonly parts: Partition;
  readonly start: Float64Array;
  readonly data: DataSet | undefined;
  readonly program: ReturnType<typeof lossProgram>;
}

function assemble(read: Read): Objective {
  const { options, parts, start, data, program } = read;
  const { precision = "float32", executor: name = "auto", batchSize = 128, workers = 1 } = options;
  const executor = executorFor(name, precision);
  const sum = new BatchSum({ executor, workers, parts, data, batchSize, program });
  const redrawn = new Set<WeakRef<Objective>>();
  const likelihood = likelihoodFor(options, sum, redrawn);
  const fingerprint = lazyFingerprint({ sum, parts, data, batchSize, executor });
  return {
    ...(likelihood && { likelihood }),
    ...batchNormOf({ ...options, samples: data?.samples ?? 1, batchSize }),
    size: parts.size,
    samples: data?.samples ?? 1,
    start,
    partition: parts,
    precision,
    executor: executor.name,
    relativeError: executor.relativeError,
    ...evaluations(sum, parts, precision),
    basis: precision === "float32" ? compiledBasis : plainBasis,
    basisBytes: precision === "float32" ? compiledBasisBytes : 8,
    get fingerprint() {
      return fingerprint();
    },
    // Executors take numbers of either precision, so the data are read once for all.
    with: (settings) => assemble({ ...read, options: { ...options, ...settings } }),
    close: () => closeAll([sum, ...[...redrawn].flatMap((child) => child.deref() ?? [])]),
  };
}

/** The four forms as one. */
export interface AnyObjective extends Partial<Settings<ParameterValues>>, Batched {
  readonly model?: tf.LayersModel;
  readonly training?: boolean;
  readonly data?: DataTree;
  readonly loss: unknown;
  readonly outputs?: unknown;
}

/** Without a model, and with the names of its layers of batch normalisation. */
type ReadOptions = Omit<AnyObjective, "model"> & { readonly normalized?: readonly string[] };

/** Functions that all see what they captured first; a model is taken as such a function, too. */
function readOnce({ model, ...given }: AnyObjective): ReadOptions {
  const options: ReadOptions = model ? { ...given, ...layersModel(model, given) } : given;
  const once = readingOnce();
  const { loss, outputs, penalty } = options;
  return {
    ...options,
    loss: once(loss),
    outputs: once(outputs),
    ...(penalty && { penalty: once(penalty) }),
  };
}

/** @param redrawn Gets the objectives that are made with drawn targets. */
function likelihoodFor(
  options: Omit<AnyObjective, "model">,
  sum: BatchSum,
  redrawn: Set<WeakRef<Objective>>,
): Likelihood | undefined {
  const { loss, outputs, data } = options;
  if (typeof loss !== "string" || outputs === undefined || data === undefined) return undefined;
  return likelihoodOf(options as NamedObjective, sum.outputShape, (drawn) => {
    const child = objective(drawn);
    for (const known of redrawn) if (!known.deref()) redrawn.delete(known);
    redrawn.add(new WeakRef(child));
    return child;
  });
}

function layOut(parameters: ParameterValues = {}): { parts: Partition; start: Float64Array } {
  const values = Object.entries(parameters).map(
    ([name, tensor]) => [name, tensorValues("objective", `parameter ${name}`, tensor)] as const,
  );
  if (values.length === 0) throw new RangeError("objective: parameters must not be empty, got {}");
  const parts = partition(values.map(([name, { shape }]) => [name, shape]));
  const start = new Float64Array(parts.size);
  values.forEach(([, v], i) => start.set(v.values, parts.parameters[i].offset));
  return { parts, start };
}

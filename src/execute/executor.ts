/**
 * What runs programs. Every executor gives the same program the same meaning; they differ in
 * precision and speed. Numbers travel as flat row-major arrays, one per input and output.
 */
import type { LinearProgram, Program } from "../graph/node.js";

export type Precision = "float32" | "float64";
export type NumericArray = Float32Array | Float64Array;

export interface Compiled {
  /**
   * @param inputs One array per input of the program, in its order; they are not modified.
   * @returns One array per output; the caller owns them.
   */
  run(inputs: readonly NumericArray[]): Promise<NumericArray[]>;
  /** Frees what the executor holds; the program cannot run afterwards. */
  close(): Promise<void>;
}

/** A linear program at one point. */
export interface Linearization {
  /** Memory that it keeps. */
  readonly bytes: number;
  /** @param tangents One array per tangent of the program. */
  apply(tangents: readonly NumericArray[]): Promise<NumericArray[]>;
  close(): void;
}

export interface CompiledLinear {
  /** @param inputs One array per input of the program; they must not change while it is in use. */
  linearize(inputs: readonly NumericArray[]): Promise<Linearization>;
  close(): Promise<void>;
}

export interface LinearOptions {
  /** About how many follow at each point. For at most five, onnx keeps less and is ready sooner. */
  readonly products?: number | undefined;
}

export interface Executor {
  /** "auto" gives each program to the fastest of its `candidates`. */
  readonly name: "auto" | "reference" | "onnx" | "tensorflow" | "tfjs";
  readonly precision: Precision;
  /** ‖computed − exact‖ / ‖exact‖ that products may be trusted to; enters every residual bound. */
  readonly relativeError: number;
  readonly candidates?: readonly Executor[];
  /** Why it cannot run on another thread, where that is so: "executor … " and a clause. */
  readonly staysHere?: string;
  /** The same with so many threads within an operation, where they can be chosen at any time. */
  withThreads?(threads: number): Executor;
  compile(program: Program): Promise<Compiled>;
  /** The same in two parts, so that a product costs only what depends on its vector. */
  compileLinear(program: LinearProgram, options?: LinearOptions): Promise<CompiledLinear>;
}

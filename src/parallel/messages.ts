/**
 * What the main thread and a worker say to each other. Compiled programs and linearizations live in
 * the worker under numbers that the main thread gives out; so does memory that will be used again.
 */
import type { Executor, LinearOptions, NumericArray, Precision } from "../execute/executor.js";
import type { FlatProgram } from "../graph/transfer.js";

export type Arrays = readonly NumericArray[];

interface ToCompile {
  readonly id: number;
  readonly executor: Executor["name"];
  readonly program: FlatProgram;
}

/** Inputs of a run and tangents of a product travel beside it, as a parcel. */
export type Request =
  | ({ readonly do: "compile" } & ToCompile)
  | ({ readonly do: "compileLinear"; readonly options?: LinearOptions | undefined } & ToCompile)
  | { readonly do: "run"; readonly id: number }
  | { readonly do: "linearize"; readonly id: number; readonly point: number }
  | { readonly do: "apply"; readonly point: number }
  | { readonly do: "forget"; readonly point: number }
  | { readonly do: "close"; readonly id: number };

/** Memory that is new to the worker. */
export interface Piece {
  readonly number: number;
  readonly memory: ArrayBuffer;
  /** Whether later parcels may refer to it. */
  readonly keep: boolean;
}

/** An array within a piece. */
export interface View {
  readonly piece: number;
  /** In bytes. */
  readonly offset: number;
  readonly length: number;
  readonly precision: Precision;
}

export interface Parcel {
  readonly views: readonly View[];
  readonly pieces: readonly Piece[];
  /** Pieces that nobody will refer to any more, this parcel neither. */
  readonly drop: readonly number[];
}

export interface Numbered {
  readonly call: number;
  readonly request: Request;
  readonly parcel: Parcel;
}

export type Answer =
  | { readonly call: number; readonly arrays?: Arrays; readonly bytes?: number }
  | { readonly call: number; readonly error: string };

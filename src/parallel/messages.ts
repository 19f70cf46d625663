/**
 * What the main thread and a worker say to each other. Compiled programs and linearizations live in
 * the worker under numbers that the main thread gives out.
 */
import type { Executor, LinearOptions, NumericArray } from "../execute/executor.js";
import type { FlatProgram } from "../graph/transfer.js";

export type Arrays = readonly NumericArray[];

interface ToCompile {
  readonly id: number;
  readonly executor: Executor["name"];
  readonly program: FlatProgram;
}

export type Request =
  | ({ readonly do: "compile" } & ToCompile)
  | ({ readonly do: "compileLinear"; readonly options?: LinearOptions | undefined } & ToCompile)
  | { readonly do: "run"; readonly id: number; readonly inputs: Arrays }
  | {
      readonly do: "linearize";
      readonly id: number;
      readonly point: number;
      readonly inputs: Arrays;
    }
  | { readonly do: "apply"; readonly point: number; readonly tangents: Arrays }
  | { readonly do: "forget"; readonly point: number }
  | { readonly do: "close"; readonly id: number };

export interface Numbered {
  readonly call: number;
  readonly request: Request;
}

export type Answer =
  | { readonly call: number; readonly arrays?: Arrays; readonly bytes?: number }
  | { readonly call: number; readonly error: string };

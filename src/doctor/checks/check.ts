/**
 * One question about an objective at a point.
 */
import type { Objective } from "../../objective/objective.js";
import type { Measurement } from "../finding.js";

export interface Subject {
  readonly f: Objective;
  readonly theta: Float64Array;
  /** Independent vectors with entries ±1, which every precision holds exactly. */
  readonly u: Float64Array;
  readonly v: Float64Array;
  /** A random order of the rows. */
  readonly order: Int32Array;
  /** What the checks in float64 may take together. */
  readonly seconds: number;
}

export interface Check {
  readonly name: string;
  /** What was measured, or why nothing was. */
  readonly ask: (subject: Subject) => Promise<Measurement | { readonly skipped: string }>;
}

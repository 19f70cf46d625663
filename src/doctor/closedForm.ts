/**
 * A problem whose answer is known on paper, to be computed by any executor.
 */
import type { ExecutorName } from "../execute/choose.js";
import type { Precision } from "../execute/executor.js";
import type { Objective } from "../objective/objective.js";
import type { Measurement } from "./finding.js";

/** Where the objective computes. */
export interface Place {
  readonly executor: ExecutorName;
  readonly precision: Precision;
}

export interface ClosedForm {
  readonly name: string;
  /** Its starting values are the point of interest. */
  objective(place: Place): Objective;
  /** Compares what the objective computes with what is known. */
  measure(f: Objective): Promise<readonly Measurement[]>;
}

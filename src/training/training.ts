/** What training tells: a record per step, and what it ends with. */

export interface TrainingRecord {
  /** Steps taken before this one. */
  readonly step: number;
  readonly epoch: number;
  /** Mean loss of the step's batch, before the step. */
  readonly loss: number;
}

export interface Training<State> {
  /** P numbers. */
  readonly theta: Float64Array;
  readonly state: State;
  /** Of all steps; after a checkpoint also of those that were taken before. */
  readonly records: readonly TrainingRecord[];
  /**
   * "epochs": all were trained. "diverged": loss or parameters did not stay finite, and `theta` and `state` are those at which the
   * last record's loss was measured. `outcomes[stopped]` is a sentence.
   */
  readonly stopped: "epochs" | "diverged";
  /** P numbers, of optimizers that have one: the outcome of their last proximal map, with its exact zeros. */
  readonly proximalPoint?: Float64Array;
}

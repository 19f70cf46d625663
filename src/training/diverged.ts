/** The end of a training whose loss or parameters became infinite or NaN, with what there was before. */
import type { Training } from "./training.js";

export class DivergedError<State = unknown> extends RangeError {
  override readonly name = "DivergedError";
  /** The parameters and the state at which the last record's loss was measured: the last ones known to be good. */
  readonly training: Training<State>;

  constructor(rule: string, training: Training<State>) {
    super(`train: ${rule}; lower the rate`);
    this.training = training;
  }
}

/**
 * The contract of optimizers: a pair of pure functions over flat vectors and a state of plain data,
 * which a checkpoint can hold. θ ← θ + step.
 */
export interface Optimizer<State> {
  init(theta: Float64Array): State;
  /** Pure: neither argument is modified. */
  update(
    gradient: Float64Array,
    state: State,
    theta: Float64Array,
  ): { readonly step: Float64Array; readonly state: State };
}

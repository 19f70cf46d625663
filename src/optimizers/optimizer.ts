/**
 * The contract of optimizers: a pair of pure functions over flat vectors and a state of plain data
 * (numbers, Float64Arrays, objects of these), which a checkpoint can hold. θ ← θ + step.
 */
export interface Optimizer<State> {
  /** With its settings, as one would write it: `sgd({ learningRate: 0.1, momentum: 0.9 })`. */
  readonly name?: string;
  init(theta: Float64Array): State;
  /** Pure: neither argument is modified. */
  update(
    gradient: Float64Array,
    state: State,
    theta: Float64Array,
  ): { readonly step: Float64Array; readonly state: State };
  /**
   * x̂, the point that the last proximal step led to: the zeros of the regulariser are exact there, also where
   * averaging keeps θ itself from reaching them. Undefined before the first step. Do not modify it.
   */
  proximalPoint?(state: State): Float64Array | undefined;
}

/**
 * The contract of gains: the metric τ > 0 in which ProxSGD measures its proximal step, made of the gradients
 * so far. Small τ is a long step.
 */
import type { Metric } from "../../prox/proximalMap.js";

/** Vectors by name: plain data. */
export type GainState = Readonly<Record<string, Float64Array>>;

export interface Gain {
  /** With its settings, as one would write it: `adam({ beta: 0.999, delta: 1e-8 })`. */
  readonly name: string;
  init(size: number): GainState;
  /**
   * Pure: no argument is modified.
   *
   * @param step Steps taken before this one.
   */
  update(
    gradient: Float64Array,
    state: GainState,
    step: number,
  ): { readonly tau: Metric; readonly state: GainState };
}

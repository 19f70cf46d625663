/**
 * Minimises f + r by two steps in turn:
 *
 *   proximal gradient on all entries: finds the zeros, whatever the map and however f is curved;
 *   Newton on those that are not zero, as far as its model of f + r has proved right.
 *
 * f + r falls with each, up to rounding. Cost of both: usually two gradients and some tens of products.
 *
 * On the support in turn with all entries: Chen, Curtis & Robinson (2017), doi:10.1137/16M1062259; trust in the
 * model: Nocedal & Wright (2006), algorithm 4.1.
 */
import { norm } from "../core/vector.js";
import type { Linearized } from "../objective/objective.js";
import type { ProximalMap } from "../prox/proximalMap.js";
import { newtonStep } from "./newtonStep.js";
import { proximalStep, type Evaluate, type Evaluated } from "./proximalStep.js";
import type { TrustRegionStep } from "./trustRegion.js";

export interface Minimized {
  readonly map: ProximalMap;
  readonly evaluate: Evaluate;
  readonly linearize: (x: Float64Array) => Pick<Linearized, "apply" | "close">;
  /** Differences of values below this share of them are rounding. */
  readonly noise: number;
}

/** Of each linear system: most products, and how well it is solved. */
const linear = { products: 50, accuracy: 0.1 };

export class ProximalNewton {
  readonly #problem: Minimized;
  #at: Evaluated;
  #gamma = 1;
  #radius = 1;

  /** @param at Where to start. */
  constructor(problem: Minimized, at: Evaluated) {
    this.#problem = problem;
    this.#at = at;
  }

  get at(): Evaluated {
    return this.#at;
  }

  async step(): Promise<void> {
    const { map, linearize } = this.#problem;
    const { at, gamma } = await proximalStep(this.#problem, this.#at, this.#gamma);
    this.#gamma = 2 * gamma; // tried again: the curvature may have become less
    this.#at = at;
    const H = linearize(at.x);
    const options = { ...linear, product: (v: Float64Array) => H.apply(v), radius: this.#radius };
    const step = await newtonStep(at, map, options).finally(() => H.close());
    if (step.fall > 0) await this.#judge(step);
    else this.#radius /= 4;
  }

  /** Takes the step if f + r falls, and trusts the model more or less by how well it has foretold that. */
  async #judge({ direction, fall, boundary }: TrustRegionStep): Promise<void> {
    const { map, evaluate, noise } = this.#problem;
    const from = this.#at;
    const to = await evaluate(from.x.map((xi, i) => xi + direction[i]));
    const before = from.value + map.value(from.x);
    const fallen = before - (to.value + map.value(to.x));
    if (fall <= noise * Math.abs(before)) {
      // Values cannot tell any more, but gradients can.
      const left = ({ x, gradient }: Evaluated): number => norm(map.stationarity(x, gradient));
      if (left(to) < left(from)) this.#at = to;
      return;
    }
    if (fallen > 0.01 * fall) this.#at = to;
    if (!(fallen >= 0.25 * fall)) this.#radius = Math.min(this.#radius, norm(direction)) / 4;
    else if (fallen > 0.75 * fall && boundary) this.#radius *= 2;
  }
}

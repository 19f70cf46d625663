/**
 * The methods that claim C2 compares, each with the three rates of its search. All rates decay alike, η₀/√(t + 4), the law of
 * ProxSGD's released code: none has a schedule that another lacks.
 */
import { adam } from "../optimizers/adam.js";
import { ista } from "../optimizers/ista.js";
import { proxAdam } from "../optimizers/proxAdam.js";
import { proxSGD } from "../optimizers/proxSGD.js";
import { rda } from "../optimizers/rda.js";
import { powerLaw, type Schedule } from "../optimizers/schedules.js";
import { sgd } from "../optimizers/sgd.js";
import type { ProximalMap } from "../prox/proximalMap.js";
import { descent, type Descent } from "./descent.js";

/** How a method treats μ Σ |wᵢ|: not at all, by its subgradient in the gradient, or by its proximal map. */
export type Treatment = "none" | "subgradient" | "prox";

export interface SparseMethod {
  readonly name: string;
  readonly treatment: Treatment;
  /** η₀, to choose from. */
  readonly rates: readonly [number, number, number];
  descent(rate: number, map: ProximalMap): Descent;
}

const decay = (initial: number): Schedule => powerLaw({ initial, exponent: 0.5 });

/** Of the claim, by name. */
export const claimed = "ProxSGD";

/** Without a regulariser: what pruning by magnitude begins with, and what "the same accuracy" refers to. */
export const unregularised = "Adam, no ℓ1";

export const sparseMethods: readonly SparseMethod[] = [
  {
    ...{ name: unregularised, treatment: "none", rates: [0.03, 0.1, 0.3] },
    descent: (rate) => descent(adam({ learningRate: decay(rate) })),
  },
  {
    ...{ name: "Adam + ℓ1", treatment: "subgradient", rates: [0.1, 0.3, 1] },
    descent: (rate) => descent(adam({ learningRate: decay(rate) })),
  },
  {
    ...{ name: "SGD + ℓ1", treatment: "subgradient", rates: [0.3, 1, 3] },
    descent: (rate) => descent(sgd({ learningRate: decay(rate), momentum: 0.9 })),
  },
  {
    ...{ name: claimed, treatment: "prox", rates: [0.1, 0.3, 0.9] },
    descent: (rate, map) => descent(proxSGD({ map, epsilon: decay(rate), rho: decay(0.9) })),
  },
  {
    ...{ name: "prox-Adam", treatment: "prox", rates: [0.1, 0.3, 1] },
    descent: (rate, map) => descent(proxAdam({ map, learningRate: decay(rate) })),
  },
  {
    ...{ name: "ISTA", treatment: "prox", rates: [3, 10, 30] },
    descent: (rate, map) => descent(ista({ map, learningRate: decay(rate), momentum: 0.9 })),
  },
  {
    ...{ name: "RDA", treatment: "prox", rates: [3, 10, 30] },
    descent: (rate, map) => descent(rda({ map, learningRate: rate })),
  },
];

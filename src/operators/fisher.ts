/**
 * The Fisher information matrix of the model at θ, with targets y drawn from the model itself:
 *
 *   F = (1/N) Σᵢ E_{y ~ p(y | xᵢ, θ)} [∇ log p ∇ log pᵀ].
 *
 * For the named losses, whose outputs are natural parameters, F is the Gauss–Newton matrix exactly
 * (Martens 2020, arXiv:1412.1193, §9), and that is what is computed by default. `draws` estimates
 * the expectation instead from that many draws per sample: unbiased, positive semidefinite, of the
 * form Σ g gᵀ. With the data's own targets one gets the empirical Fisher, another matrix.
 */
import { checkInteger } from "../core/check.js";
import { random } from "../core/random.js";
import type { Likelihood } from "../objective/likelihood.js";
import type { Linearized, Objective } from "../objective/objective.js";
import { gaussNewton, type CurvatureOptions } from "./hessian.js";
import type { SymmetricOperator } from "./operator.js";

export interface FisherOptions extends CurvatureOptions {
  /** Draws of targets per sample; default: the exact expectation. */
  readonly draws?: number;
  /** Of the draws. */
  readonly seed?: number;
}

export function fisher(
  f: Objective,
  theta: Float64Array,
  { draws, seed = 0, ...options }: FisherOptions = {},
): SymmetricOperator {
  if (!f.likelihood) {
    throw new Error(
      "fisher: the objective must have outputs and a named loss, got a loss function; " +
        "its Gauss–Newton matrix is gaussNewton(f, theta)",
    );
  }
  if (draws === undefined) return gaussNewton(f, theta, options);
  checkInteger("fisher", "draws", draws, 1);
  checkInteger("fisher", "seed", seed, 0);
  if (options.block)
    throw new Error("fisher: draws and block must not be given together, got both");
  const at = theta.slice();
  let matrices: Promise<Linearized[]> | undefined;
  const { likelihood } = f;
  return {
    size: f.size,
    relativeError: f.relativeError,
    samples: f.samples,
    basis: (capacity) => f.basis(f.size, capacity),
    async apply(v) {
      matrices ??= drawn(likelihood, at, draws, seed, options.memory);
      const result = new Float64Array(f.size);
      for (const matrix of await matrices) {
        const product = await matrix.apply(v);
        product.forEach((x, i) => (result[i] += (likelihood.scale * x) / draws));
      }
      return result;
    },
  };
}

/** One empirical Fisher matrix per draw of all targets. */
async function drawn(
  likelihood: Likelihood,
  theta: Float64Array,
  draws: number,
  seed: number,
  memory: number | undefined,
): Promise<Linearized[]> {
  const matrices: Linearized[] = [];
  for (let k = 0; k < draws; k++) {
    const f = await likelihood.redraw(theta, random(seed, `fisher ${k}`));
    matrices.push(f.linearize(theta, { curvature: "empiricalFisher", memory }));
  }
  return matrices;
}

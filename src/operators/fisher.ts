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
import { Calls } from "../core/calls.js";
import { checkInteger } from "../core/check.js";
import { closeAll } from "../core/closeAll.js";
import { Once } from "../core/once.js";
import { random } from "../core/random.js";
import { axpy } from "../core/vector.js";
import type { Likelihood } from "../objective/likelihood.js";
import type { Linearized, LinearizeOptions, Objective } from "../objective/objective.js";
import { lazyFingerprint } from "./fingerprint.js";
import { gaussNewton, type CurvatureOptions } from "./hessian.js";
import type { CurvatureOperator } from "./operator.js";

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
): CurvatureOperator {
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
  return sampled(f, f.likelihood, theta, { draws, seed, ...options });
}

/** The mean of the empirical Fisher matrices of all draws. */
function sampled(
  f: Objective,
  likelihood: Likelihood,
  theta: Float64Array,
  { draws, seed, ...options }: { draws: number; seed: number } & LinearizeOptions,
): CurvatureOperator {
  const { size } = f;
  const at = theta.slice();
  const calls = new Calls();
  const known = new Once<Draw[]>();
  const mean = (products: Products, count: number): Promise<Float64Array[]> =>
    calls.run(async () => {
      const all = await known.get("draws", () => drawn(likelihood, at, draws, seed, options));
      const results = Array.from({ length: count }, () => new Float64Array(size));
      for (const { matrix } of all) {
        const terms = await products(matrix);
        terms.forEach((term, j) => axpy(likelihood.scale / draws, term, results[j]));
      }
      return results;
    });
  const name = `fisher of ${draws} draws, seed ${seed}`;
  const fingerprint = lazyFingerprint(f, theta, name, options);
  return {
    size,
    relativeError: f.relativeError,
    samples: f.samples,
    basis: (capacity) => f.basis(size, capacity),
    ...(f.basisBytes && { basisBytes: f.basisBytes }),
    get fingerprint() {
      return fingerprint();
    },
    apply: async (v) => (await mean(async (matrix) => [await matrix.apply(v)], 1))[0],
    applyMany: (vectors) => mean((matrix) => matrix.applyMany(vectors), vectors.length),
    close() {
      const closing = calls.close(async () => closeAll((await known.take()).flat()));
      closing.catch(() => undefined); // nobody waits for it
    },
  };
}

type Products = (matrix: Linearized) => Promise<Float64Array[]>;

/** One empirical Fisher matrix, with an objective of its own. */
interface Draw {
  readonly matrix: Linearized;
  /** Frees the matrix, too. */
  close(): Promise<void>;
}

/** One per draw of all targets. */
async function drawn(
  likelihood: Likelihood,
  theta: Float64Array,
  draws: number,
  seed: number,
  options: LinearizeOptions,
): Promise<Draw[]> {
  const all: Draw[] = [];
  try {
    for (let k = 0; k < draws; k++) {
      const f = await likelihood.redraw(theta, random(seed, `fisher ${k}`));
      const matrix = f.linearize(theta, { ...options, curvature: "empiricalFisher" });
      all.push({ matrix, close: () => f.close() });
    }
    return all;
  } catch (error) {
    await closeAll(all);
    throw error;
  }
}

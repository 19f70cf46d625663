/**
 * The end of sparse training: from a point whose zeros a proximal step has found to a stationary point of
 * f + r with exact zeros and the proof of it.
 *
 *   1  The support is what the proximal point x̂ does not set to 0; no threshold is chosen.
 *   2  f + r is minimised on it, over all samples, by `ProximalNewton`; more entries may become 0.
 *   3  Zeros of x̂ with −∇f outside of ∂r are released as soon as they are most of what is missing.
 *   4  `certify` measures the end anew.
 *
 * Cost per step: usually two full gradients and some tens of Hessian-vector products.
 */
import { checkFinite, checkInteger, checkLength, checkPositive } from "../core/check.js";
import { tick, type Watch } from "../core/progress.js";
import { norm } from "../core/vector.js";
import type { Objective } from "../objective/objective.js";
import type { ProximalMap } from "../prox/proximalMap.js";
import type { Certificate } from "./certificate.js";
import { certify, type Certifiable, type CertifyOptions } from "./certify.js";
import { HeldAtZero } from "./heldAtZero.js";
import { ProximalNewton, type Minimized } from "./proximalNewton.js";

/** What is needed of a function: an objective has it. */
export type Finishable = Certifiable & Pick<Objective, "linearize">;

export interface FinishOptions extends Watch, Pick<CertifyOptions, "tolerance" | "scale"> {
  /** The proximal point x̂, whose zeros are held at first. Default: the point to start from. */
  readonly proximalPoint?: Float64Array;
  /** Most steps. Default 200. */
  readonly steps?: number;
}

export interface Finished {
  readonly theta: Float64Array;
  readonly certificate: Certificate;
  /** Steps that were taken. */
  readonly steps: number;
  /** Full gradients and Hessian-vector products that they took. */
  readonly gradients: number;
  readonly products: number;
  /** Zeros of the proximal point that were released. */
  readonly released: number;
}

/** @param theta Where to start, P numbers; not modified. */
export async function finish(
  f: Finishable,
  map: ProximalMap,
  theta: Float64Array,
  options: FinishOptions = {},
): Promise<Finished> {
  const { proximalPoint = theta, tolerance = 1e-3, scale } = options;
  check(f, theta, options);
  const count = { gradients: 0, products: 0 };
  const held = new HeldAtZero(map, proximalPoint);
  const problem = counted(f, held.map, count);
  const start = await problem.evaluate(held.start(theta));
  const newton = new ProximalNewton(problem, start);
  const steps = await descend(newton, held, { ...options, tolerance });
  const { x, value } = newton.at;
  const certificate = await certify(f, map, x, {
    tolerance,
    measured: value + map.value(x),
    scale,
  });
  return { theta: x, certificate, steps, ...count, released: held.released };
}

/** @returns How many steps were taken. */
async function descend(
  newton: ProximalNewton,
  held: HeldAtZero,
  options: FinishOptions & { readonly tolerance: number },
): Promise<number> {
  const { steps = 200, tolerance, scale } = options;
  for (let taken = 0; taken < steps; taken++) {
    const { x, gradient } = newton.at;
    const wanted = tolerance * (scale ?? norm(gradient));
    const outside = held.outside(newton.at);
    const inside = norm(held.map.stationarity(x, gradient));
    if (Math.hypot(inside, norm(outside)) <= wanted) return taken;
    if (inside <= norm(outside)) held.release(outside);
    await newton.step();
    await tick(options, taken + 1, steps, "steps");
  }
  return steps;
}

/** f as the descent sees it. */
function counted(
  f: Finishable,
  map: ProximalMap,
  count: { gradients: number; products: number },
): Minimized {
  return {
    map,
    noise: f.relativeError / 10,
    async evaluate(x) {
      count.gradients++;
      return { x, ...(await f.gradient(x)) };
    },
    linearize(x) {
      const H = f.linearize(x);
      return {
        apply(v) {
          count.products++;
          return H.apply(v);
        },
        close: () => H.close(),
      };
    },
  };
}

function check(f: Certifiable, theta: Float64Array, options: FinishOptions): void {
  const { proximalPoint = theta, tolerance = 1e-3, scale = 1, steps = 200 } = options;
  for (const [name, vector] of Object.entries({ theta, proximalPoint })) {
    checkLength("finish", name, vector, f.size);
    checkFinite("finish", name, vector);
  }
  checkPositive("finish", "tolerance", tolerance);
  checkPositive("finish", "scale", scale);
  checkInteger("finish", "steps", steps, 0);
}

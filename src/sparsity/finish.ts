/**
 * The end of sparse training: from a point whose zeros a proximal step has found to a stationary point of
 * f + r with exact zeros and the proof of it.
 *
 *   1  The support is what the proximal point x̂ does not set to 0; no threshold is chosen.
 *   2  f + r is minimised on it, over all samples, by `ProximalDescent`; more entries may become 0.
 *   3  Zeros of x̂ with −∇f outside of ∂r are released as soon as they are most of what is missing.
 *   4  `certify` measures the end anew.
 *
 * Cost per step: usually one full gradient and one value; 2·memory vectors of P numbers are kept.
 */
import { checkFinite, checkInteger, checkLength, checkPositive } from "../core/check.js";
import { tick, type Watch } from "../core/progress.js";
import { norm } from "../core/vector.js";
import type { ProximalMap } from "../prox/proximalMap.js";
import type { Certificate } from "./certificate.js";
import { certify, type Certifiable, type CertifyOptions } from "./certify.js";
import { HeldAtZero } from "./heldAtZero.js";
import { ProximalDescent, type Descended } from "./proximalDescent.js";

export interface FinishOptions extends Watch, Pick<CertifyOptions, "tolerance" | "scale"> {
  /** The proximal point x̂, whose zeros are held at first. Default: the point to start from. */
  readonly proximalPoint?: Float64Array;
  /** Most steps. Default 1000. */
  readonly steps?: number;
  /** Pairs of vectors that the curvature is estimated from. Default 20. */
  readonly memory?: number;
}

export interface Finished {
  readonly theta: Float64Array;
  readonly certificate: Certificate;
  /** Steps that were taken. */
  readonly steps: number;
  /** Full gradients and values that they took. */
  readonly gradients: number;
  readonly values: number;
  /** Zeros of the proximal point that were released. */
  readonly released: number;
}

/** @param theta Where to start, P numbers; not modified. */
export async function finish(
  f: Certifiable,
  map: ProximalMap,
  theta: Float64Array,
  options: FinishOptions = {},
): Promise<Finished> {
  const { proximalPoint = theta, tolerance = 1e-3, scale } = options;
  check(f, theta, options);
  const count = { gradients: 0, values: 0 };
  const held = new HeldAtZero(map, proximalPoint);
  const problem = counted(f, held.map, count);
  const descent = await ProximalDescent.from(problem, held.start(theta), options.memory ?? 20);
  const steps = await descend(descent, held, problem, { ...options, tolerance });
  const { next } = descent.at;
  const measured = (await problem.value(next)) + map.value(next);
  const certificate = await certify(f, map, next, { tolerance, measured, scale });
  return { theta: next, certificate, steps, ...count, released: held.released };
}

/** @returns How many steps were taken. */
async function descend(
  descent: ProximalDescent,
  held: HeldAtZero,
  problem: Descended,
  options: FinishOptions & { readonly tolerance: number },
): Promise<number> {
  const { steps = 1000, tolerance, scale } = options;
  for (let taken = 0; taken < steps; taken++) {
    const { at } = descent;
    const wanted = tolerance * (scale ?? norm(at.gradient));
    const outside = held.outside(at);
    if (norm(outside) > wanted / 2 && at.residual <= norm(outside)) {
      held.release(outside);
      descent.restart();
    } else if (at.residual <= wanted) {
      const there = await problem.gradient(at.next);
      const left = problem.map.stationarity(at.next, there.gradient);
      if (Math.hypot(norm(left), norm(held.outside(there))) <= wanted) return taken;
    }
    await descent.step();
    await tick(options, taken + 1, steps, "steps");
  }
  return steps;
}

/** f as the descent sees it. */
function counted(
  f: Certifiable,
  map: ProximalMap,
  count: { gradients: number; values: number },
): Descended {
  return {
    map,
    noise: f.relativeError / 10,
    value(x) {
      count.values++;
      return f.value(x);
    },
    async gradient(x) {
      count.gradients++;
      return { x, ...(await f.gradient(x)) };
    },
  };
}

function check(f: Certifiable, theta: Float64Array, options: FinishOptions): void {
  const { proximalPoint = theta, tolerance = 1e-3, scale = 1, steps = 1000, memory = 20 } = options;
  for (const [name, vector] of Object.entries({ theta, proximalPoint })) {
    checkLength("finish", name, vector, f.size);
    checkFinite("finish", name, vector);
  }
  checkPositive("finish", "tolerance", tolerance);
  checkPositive("finish", "scale", scale);
  checkInteger("finish", "steps", steps, 0);
  checkInteger("finish", "memory", memory, 1);
}

/**
 * Minimises f + r by quasi-Newton steps on the residual of proximal gradient: with d = −H⁻¹(x − x̄)/γ,
 *
 *   x ← (1 − t) x̄ + t (x + d),   t = 1, ½, ¼, … until the envelope has fallen enough (t = 0 always does).
 *
 * One method for every proximal map and for non-convex f: near the end, when zeros no longer change, it is BFGS
 * on the smooth rest. Cost per step: usually one gradient and one value, the memory of H⁻¹ and a proximal map.
 *
 * Stella, Themelis, Sopasakis & Patrinos (2017), arXiv:1709.06487.
 */
import { axpy, norm } from "../core/vector.js";
import type { ProximalMap } from "../prox/proximalMap.js";
import { forwardBackward, type Evaluated, type ForwardBackward } from "./forwardBackward.js";
import { InverseHessian } from "./inverseHessian.js";

export interface Descended {
  value(x: Float64Array): Promise<number>;
  gradient(x: Float64Array): Promise<Evaluated>;
  readonly map: ProximalMap;
  /** Differences of values below this share of them are rounding. */
  readonly noise: number;
}

/** γ is kept below this share of 1/L. */
const safety = 0.95;
const halvings = 8;

export class ProximalDescent {
  readonly #problem: Descended;
  readonly #inverse: InverseHessian;
  #at: ForwardBackward;

  private constructor(problem: Descended, at: ForwardBackward, memory: number) {
    this.#problem = problem;
    this.#inverse = new InverseHessian(memory);
    this.#at = at;
  }

  static async from(problem: Descended, x: Float64Array, memory: number): Promise<ProximalDescent> {
    const at = await problem.gradient(x);
    const gamma = safety / (await curvatureAlong(problem, at));
    return new ProximalDescent(problem, forwardBackward(problem.map, at, gamma), memory);
  }

  /** Where it stands: x with its step x̄. */
  get at(): ForwardBackward {
    return this.#at;
  }

  /** After the map has changed: more coordinates are free. */
  restart(): void {
    this.#at = forwardBackward(this.#problem.map, this.#at, this.#at.gamma);
  }

  async step(): Promise<void> {
    await this.#shorten();
    const { gamma, change, residual } = this.#at;
    const direction = this.#inverse.times(change, gamma);
    direction.forEach((d, i) => (direction[i] = d / gamma));
    const fall = ((1 - safety) / 2) * (gamma / 2) * residual ** 2;
    const next = await this.#search(direction, this.#at.envelope - fall);
    this.#remember(next);
    this.#at = next;
  }

  /** Halves γ until the bound of f(x̄) holds. */
  async #shorten(): Promise<void> {
    const { map, noise } = this.#problem;
    for (;;) {
      const { gamma, bound, next, residual, value } = this.#at;
      const slack = ((1 - safety) / 2) * gamma * residual ** 2;
      const reached = await this.#problem.value(next);
      if (reached <= bound - slack + noise * Math.abs(value)) return;
      this.#inverse.forget();
      this.#at = forwardBackward(map, this.#at, gamma / 2);
    }
  }

  async #search(direction: Float64Array, wanted: number): Promise<ForwardBackward> {
    const { map, noise } = this.#problem;
    const { x, next, gamma, residual } = this.#at;
    const usable = direction.every(Number.isFinite);
    for (let k = 0, t = 1; usable && k < halvings; k++, t /= 2) {
      const place = next.map((xi, i) => (1 - t) * xi + t * (x[i] + direction[i]));
      const tried = forwardBackward(map, await this.#problem.gradient(place), gamma);
      if (tried.envelope <= wanted) return tried;
      const rounding = noise * Math.abs(tried.value);
      if (tried.envelope <= wanted + rounding && tried.residual <= residual) return tried;
    }
    return forwardBackward(map, await this.#problem.gradient(next), gamma);
  }

  #remember(next: ForwardBackward): void {
    const { x, change, gamma } = this.#at;
    this.#inverse.update(
      next.x.map((xi, i) => xi - x[i]),
      next.change.map((ci, i) => (change[i] - ci) / gamma),
    );
  }
}

/** ‖∇f(x + h g) − ∇f(x)‖ / ‖h g‖, the first guess of L. */
async function curvatureAlong(problem: Descended, { x, gradient }: Evaluated): Promise<number> {
  const size = norm(gradient);
  if (size === 0) return 1;
  const h = (1e-4 * Math.max(1, norm(x))) / size;
  const there = await problem.gradient(x.map((xi, i) => xi - h * gradient[i]));
  const difference = there.gradient.slice();
  axpy(-1, gradient, difference);
  return Math.max(norm(difference) / (h * size), 1e-12);
}

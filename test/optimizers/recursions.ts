/**
 * The papers' recursions for one coordinate after the other, written as the papers write them: with t from 1 and
 * hats. They share nothing with src/.
 */
import type { Noisy } from "./nonConvex.js";

/** A recursion's rule for one coordinate: from its memory, the gradient, the point and t to the next point. */
export type Rule = (memory: Record<string, number>, g: number, x: number, t: number) => number;

/** The points that a rule visits, or a rule for each coordinate. */
export function recursion(f: Noisy, steps: number, rule: Rule | readonly Rule[]): Float64Array[] {
  const memories = Array.from(f.start, (): Record<string, number> => ({ m: 0, v: 0, max: 0 }));
  const rules = memories.map((_, i) => (typeof rule === "function" ? rule : rule[i]));
  const points = [f.start];
  for (let t = 1; t <= steps; t++) {
    const x = points[t - 1];
    const g = f.gradient(x, t - 1);
    points.push(x.map((xi, i) => rules[i](memories[i], g[i], xi, t)));
  }
  return points;
}

export const soft = (z: number, a: number): number => Math.sign(z) * Math.max(Math.abs(z) - a, 0);

/** Kingma & Ba, Algorithm 1. */
export const adamRule =
  (alpha: number, b1: number, b2: number, eps: number): Rule =>
  (s, g, x, t) => {
    s["m"] = b1 * s["m"] + (1 - b1) * g;
    s["v"] = b2 * s["v"] + (1 - b2) * g ** 2;
    const [mHat, vHat] = [s["m"] / (1 - b1 ** t), s["v"] / (1 - b2 ** t)];
    return x - (alpha * mHat) / (Math.sqrt(vHat) + eps);
  };

/** Loshchilov & Hutter, Algorithm 2, line 12, with its λ called αλ. */
export const adamwRule = (alpha: number, b1: number, b2: number, eps: number, l: number): Rule => {
  const inner = adamRule(alpha, b1, b2, eps);
  return (s, g, x, t) => inner(s, g, x, t) - alpha * l * x;
};

/** Reddi et al., Algorithm 2; `eps` and `corrected` as in PyTorch. */
export const amsgradRule =
  (alpha: number, b1: number, b2: number, eps: number, corrected: boolean): Rule =>
  (s, g, x, t) => {
    s["m"] = b1 * s["m"] + (1 - b1) * g;
    s["v"] = b2 * s["v"] + (1 - b2) * g ** 2;
    s["max"] = Math.max(s["max"], s["v"]);
    const [c1, c2] = corrected ? [1 - b1 ** t, 1 - b2 ** t] : [1, 1];
    return x - ((alpha / c1) * s["m"]) / (Math.sqrt(s["max"]) / Math.sqrt(c2) + eps);
  };

/** Luo et al., as released. */
export const adaboundRule =
  (alpha: number, final: number, gamma: number, [b1, b2, eps]: readonly number[]): Rule =>
  (s, g, x, t) => {
    s["m"] = b1 * s["m"] + (1 - b1) * g;
    s["v"] = b2 * s["v"] + (1 - b2) * g ** 2;
    const size = (alpha * Math.sqrt(1 - b2 ** t)) / (1 - b1 ** t);
    const [low, high] = [final * (1 - 1 / (gamma * t + 1)), final * (1 + 1 / (gamma * t))];
    return x - Math.min(high, Math.max(low, size / (Math.sqrt(s["v"]) + eps))) * s["m"];
  };

export const rmspropRule =
  (eta: number, b: number, eps: number): Rule =>
  (s, g, x) => {
    s["v"] = b * s["v"] + (1 - b) * g ** 2;
    return x - (eta * g) / (Math.sqrt(s["v"]) + eps);
  };

export const adagradRule =
  (eta: number, eps: number): Rule =>
  (s, g, x) => {
    s["v"] += g ** 2;
    return x - (eta * g) / (Math.sqrt(s["v"]) + eps);
  };

/** Sutskever et al., equations 3 and 4: the gradient is at the point that the velocity leads to. */
export const heavyBallRule =
  (eta: number, beta: number): Rule =>
  (s, g, x) => {
    s["m"] = beta * s["m"] - eta * g;
    return x + s["m"];
  };

/** Proximal Adam: the prox in the metric that divides the step. */
export const proxAdamRule =
  (alpha: number, b1: number, b2: number, eps: number, mu: number): Rule =>
  (s, g, x, t) => {
    s["m"] = b1 * s["m"] + (1 - b1) * g;
    s["v"] = b2 * s["v"] + (1 - b2) * g ** 2;
    const rate = alpha / (Math.sqrt(s["v"] / (1 - b2 ** t)) + eps);
    return soft(x - (rate * s["m"]) / (1 - b1 ** t), rate * mu);
  };

/** Xiao, Algorithm 1 with equation 10: ℓ1, h = ½‖x − x₀‖², β = γ√t. */
export const rdaRule =
  (gamma: number, mu: number, start: number): Rule =>
  (s, g, _x, t) => {
    s["m"] = ((t - 1) / t) * s["m"] + g / t;
    const root = Math.sqrt(t) / gamma;
    return soft(start - root * s["m"], root * mu);
  };

/** Huang & Lee, Algorithm 1: β = √t, s = ηβ, and a share c of the step. */
export const rmdaRule =
  (eta: number, c: number, mu: number, start: number): Rule =>
  (s, g, x, t) => {
    const beta = Math.sqrt(t);
    s["v"] += eta * beta * g;
    s["m"] += eta * beta; // α
    return (1 - c) * x + c * soft(start - s["v"] / beta, (s["m"] * mu) / beta);
  };

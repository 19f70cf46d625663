/**
 * Comparisons in float64, on a few rows, since the reference executor is slow:
 *
 *   finite differences   Hv = (∇f(θ + εv) − ∇f(θ − εv)) / 2ε
 *   float32 error        ‖Hv − Hv₆₄‖ ≤ relativeError ‖Hv₆₄‖ at the θ that float32 has
 *
 * Where units are rectified, a step that crosses a kink says nothing about the product, however small
 * ε·v may seem: in large networks only 1e-9·‖θ‖ crosses none. So steps from 1e-3 to 1e-9 are tried, and the
 * best one counts; a product that is wrong agrees with none. Curvature below 1e-6 of what the gradient's
 * size would allow, ‖∇f‖ ‖v‖ / ‖θ‖, counts as that: a loss without curvature has no relative error.
 */
import { axpy, norm, scale, toSingle } from "../../core/vector.js";
import type { Objective } from "../../objective/objective.js";
import { distance } from "../denseProducts.js";
import { messageOf } from "../finding.js";
import type { Check, Subject } from "./check.js";
import { ratio } from "./products.js";

const steps = [1e-3, 1e-4, 1e-5, 1e-6, 1e-7, 1e-8, 1e-9];
const fewRows = 8;
/** Two gradients per step, and one with two products, each about as much as three. */
const gradients = 2 * steps.length + 7;

type Skipped = { readonly skipped: string };

const finiteDifferences: Check = {
  name: "finite differences of the gradient",
  ask: (subject) =>
    inFloat64(subject, async (exact, rows) => {
      const { theta, v } = subject;
      const product = await exact.product(theta, v, { rows });
      const { gradient } = await exact.gradient(theta, { rows });
      const size = norm(theta) || 1;
      const smallest = (1e-6 * norm(gradient) * norm(v)) / size;
      let [best, at] = [Infinity, NaN];
      for (const h of steps) {
        const estimate = await difference(exact, theta, v, (h * size) / norm(v), rows);
        const error = ratio(distance(product, estimate), Math.max(norm(product), smallest));
        if (error < best) [best, at] = [error, h];
      }
      const note = `best step ${at.toExponential()} ‖θ‖`;
      return { error: best, tolerance: 1e-5, note, executor: exact.executor };
    }),
};

const singlePrecision: Check = {
  name: "float32 error of a product",
  async ask(subject) {
    const { f, v } = subject;
    if (f.precision === "float64") return { skipped: "the objective is in float64" };
    return inFloat64(subject, async (exact, rows) => {
      const theta = Float64Array.from(toSingle(subject.theta));
      const product = await exact.product(theta, v, { rows });
      const error = ratio(distance(await f.product(theta, v, { rows }), product), norm(product));
      return { error, tolerance: f.relativeError };
    });
  },
};

export const float64Checks: readonly Check[] = [finiteDifferences, singlePrecision];

async function difference(
  f: Objective,
  theta: Float64Array,
  v: Float64Array,
  epsilon: number,
  rows: ArrayLike<number> | undefined,
): Promise<Float64Array> {
  const at = async (step: number): Promise<Float64Array> => {
    const point = theta.slice();
    axpy(step, v, point);
    return (await f.gradient(point, { rows })).gradient;
  };
  const rise = await at(epsilon);
  axpy(-1, await at(-epsilon), rise);
  return scale(1 / (2 * epsilon), rise);
}

/** Asks the objective in float64 with a few rows, unless it is not to be had or too slow. */
async function inFloat64<T>(
  { f, theta, order, seconds }: Subject,
  ask: (exact: Objective, rows: ArrayLike<number> | undefined) => Promise<T>,
): Promise<T | Skipped> {
  const exact = f.precision === "float64" ? f : twinOf(f);
  if ("skipped" in exact) return exact;
  try {
    const rows = f.samples > 1 ? order.slice(0, Math.min(fewRows, f.samples)) : undefined;
    const expected =
      (rows?.length ?? 1) * gradients * (await timeOfRow(exact, theta, rows, seconds));
    if (expected <= seconds) return await ask(exact, rows);
    return {
      skipped: `in float64 it would take about ${expected.toFixed(0)} s, more than ${seconds}`,
    };
  } finally {
    if (exact !== f) await exact.close();
  }
}

function twinOf(f: Objective): Objective | Skipped {
  try {
    const twin = f.with?.({ precision: "float64", executor: "reference", workers: 1 });
    return twin ?? { skipped: "this objective cannot be had in float64" };
  } catch (error) {
    return { skipped: `in float64: ${messageOf(error)}` }; // such as a tensor that is disposed by now
  }
}

/** Seconds of one gradient of one row; the first run compiles. */
async function timeOfRow(
  f: Objective,
  theta: Float64Array,
  rows: Int32Array | undefined,
  patience: number,
): Promise<number> {
  let seconds = Infinity;
  for (let run = 0; run < 2; run++) {
    const start = performance.now();
    await f.gradient(theta, { rows: rows?.subarray(0, 1) });
    seconds = (performance.now() - start) / 1000;
    if (seconds > patience) break;
  }
  return seconds;
}

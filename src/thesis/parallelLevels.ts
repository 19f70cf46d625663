/**
 * The levels on which stochastic Lanczos runs in parallel, each as a piece of work on an objective: the same work, and
 * the same bytes, for any number of workers (docs/design.md, "Levels of parallel Lanczos").
 */
import { checkpointSpectra } from "../observe/checkpointSpectra.js";
import type { Objective } from "../objective/objective.js";
import { overLanes } from "../objective/overLanes.js";
import type { Workers } from "../objective/options.js";
import { hessian } from "../operators/hessian.js";
import { signProbe } from "../spectrum/signProbe.js";
import { spectrum } from "../spectrum/spectrum.js";
import { norm, scale } from "../core/vector.js";

export const levelNames = ["samples", "probes", "checkpoints", "grid rows"] as const;
export type LevelName = (typeof levelNames)[number];

export interface LevelSizes {
  /** Of the power iteration that shares the batches of each product. */
  readonly products: number;
  readonly steps: number;
  /** Probes, and checkpoints with one probe each. */
  readonly spectra: number;
  /** Points per side of the landscape. */
  readonly side: number;
}

/** Workers of the objective and of the work, where so many are asked for; "background": one thread beside the caller. */
export function workersFor(
  level: LevelName,
  workers: Workers,
): { objective: Workers; work: number } {
  const shared = level === "samples" || workers === "background";
  return { objective: shared ? workers : 1, work: typeof workers === "number" ? workers : 1 };
}

/** @returns Plain JSON, of which every number was computed. */
export function runLevel(
  level: LevelName,
  f: Objective,
  workers: number,
  { products, steps, spectra, side }: LevelSizes,
): Promise<unknown> {
  switch (level) {
    case "samples":
      return powerIteration(f, products);
    case "probes":
      return spectrum(hessian(f, f.start), { steps, probes: spectra, workers });
    case "checkpoints":
      return checkpointSpectra(f, nearby(f, spectra), { steps, probes: 1, workers });
    case "grid rows":
      return gridRows(f, workers, side);
  }
}

async function powerIteration(f: Objective, products: number): Promise<number[]> {
  const matrix = hessian(f, f.start);
  let v = signProbe(f.size, 0, "probes", 0);
  for (let i = 0; i < products; i++) v = await matrix.apply(scale(1 / norm(v), v));
  matrix.close();
  return [...v];
}

const nearby = (f: Objective, count: number) =>
  Array.from({ length: count }, (_, step) => ({
    step,
    theta: f.start.map((x) => x * (1 + 0.01 * step)),
  }));

/** Losses on a random plane, the work of a landscape without its reports. */
async function gridRows(f: Objective, workers: number, side: number): Promise<number[][]> {
  const axis = Array.from({ length: side }, (_, i) => (2 * i) / (side - 1) - 1);
  const [u, v] = [0, 1].map((l) => signProbe(f.size, 0, "probes", l));
  const row = async (g: Objective, beta: number): Promise<number[]> => {
    const losses: number[] = [];
    for (const alpha of axis)
      losses.push(await g.value(f.start.map((x, i) => x + alpha * u[i] + beta * v[i])));
    return losses;
  };
  return overLanes(f, workers, axis, row);
}

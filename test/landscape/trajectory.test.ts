/** Trajectories: recorded as training moved, recovered where they were planted. */
import { expect, test } from "vitest";
import { axpy, norm } from "../../src/core/vector.js";
import { lossPlane } from "../../src/landscape/lossPlane.js";
import type { Direction } from "../../src/landscape/direction.js";
import { ProjectedTrajectory, projectTrajectory } from "../../src/landscape/projectTrajectory.js";
import { planeExtent } from "../../src/landscape/planeExtent.js";
import { Trajectory } from "../../src/landscape/trajectory.js";
import { TrajectoryRecorder } from "../../src/landscape/trajectoryRecorder.js";
import { sgd } from "../../src/optimizers/sgd.js";
import { train } from "../../src/training/train.js";
import { normalVector, orthonormal } from "../support/matrices.js";
import { networks, objectiveOf } from "../support/networks.js";
import { quadratic } from "../support/quadratic.js";

const { f, value } = quadratic([6, 3, 1, 0.5, 0.2, 0.1, 0, -1]);
const origin = normalVector(f.size, 4, "origin");
const [e1, e2, off] = orthonormal(f.size, 9);

/** Axes at that angle, of lengths 2 and 5, and a planted path that leaves their plane by `distance`. */
function planted(angle: number, apart = 1) {
  const w = e1.map((x, i) => 5 * (Math.cos(angle) * x + Math.sin(angle) * e2[i]));
  const directions: [Direction, Direction] = [
    { label: "v", vector: e1.map((x) => 2 * x) },
    { label: "w", vector: w },
  ];
  const [alpha, beta, distance] = [[3, 2, -1, 0], [-1, 0.5, 0.25, 0], [0.5, 0, 2, 0]]; // prettier-ignore
  const feet = alpha.map((a, t) => {
    const foot = origin.slice();
    axpy(a, directions[0].vector, foot);
    axpy(beta[t], w, foot);
    return foot;
  });
  const points = feet.map((foot, t) => {
    const point = foot.slice();
    axpy(apart * distance[t], off, point);
    return point;
  });
  return {
    directions,
    alpha,
    beta,
    distance,
    feet,
    trajectory: { steps: [0, 10, 20, 30], points },
  };
}

test.each([
  ["orthogonal", Math.PI / 2, 1, 1e-12],
  ["oblique", 0.6, 1, 1e-11],
  // Normal equations would lose all digits here: their condition is 4e16.
  ["nearly parallel", 1e-8, 0, 1e-5],
])("a planted trajectory is recovered on %s axes", async (_, angle, apart, tolerance) => {
  const { directions, alpha, beta, distance, feet, trajectory } = planted(angle, apart);
  const found = await projectTrajectory(f, trajectory, { origin, directions });
  trajectory.points.forEach((point, t) => {
    expect(Math.abs(found.alpha[t] - alpha[t])).toBeLessThan(tolerance);
    expect(Math.abs(found.beta[t] - beta[t])).toBeLessThan(tolerance);
    expect(Math.abs(found.distance[t] - apart * distance[t])).toBeLessThan(1e-12);
    expect(found.loss[t]).toBeCloseTo(value(point), 10);
    expect(found.projectedLoss[t]).toBeCloseTo(value(feet[t]), 6);
    expect(found.displacement[t]).toBeCloseTo(norm(point.map((x, i) => x - origin[i])), 10);
  });
  expect([...found.step]).toEqual([0, 10, 20, 30]);
});

test("the explained share is that of squared displacements", async () => {
  const { directions, distance, trajectory } = planted(0.6);
  const { explained, displacement } = await projectTrajectory(f, trajectory, {
    origin,
    directions,
  });
  const squares = (list: ArrayLike<number>): number =>
    Array.from(list).reduce((sum, x) => sum + x * x, 0);
  expect(explained).toBeCloseTo(1 - squares(distance) / squares(displacement), 12);
});

test("true loss and loss at the foot differ off the plane, and the same bytes come from 2 workers", async () => {
  const { directions, trajectory } = planted(0.6);
  const one = await projectTrajectory(f, trajectory, { origin, directions });
  const two = await projectTrajectory(f, trajectory, { origin, directions }, { workers: 2 });
  expect(JSON.stringify(two)).toBe(JSON.stringify(one));
  expect(Math.abs(one.loss[2] - one.projectedLoss[2])).toBeGreaterThan(0.1);
  expect(JSON.stringify(ProjectedTrajectory.fromJSON(JSON.stringify(one)))).toBe(JSON.stringify(one)); // prettier-ignore
});

test("a plane scales its axes to the trajectory, each to its own range", async () => {
  const { directions, trajectory } = planted(0.6);
  const plane = await lossPlane(f, { origin, directions, trajectory });
  const ends = (axis: Float64Array): number[] => [axis[0], axis[axis.length - 1]].map((x) => Number(x.toFixed(8))); // prettier-ignore
  expect(ends(plane.alpha)).toEqual([-1 - 0.4 * 4, 3 + 0.4 * 4]);
  expect(ends(plane.beta)).toEqual([-1 - 0.4 * 1.5, 0.5 + 0.4 * 1.5]);
  expect(plane.path?.alpha).toHaveLength(4);
  expect(String(plane)).toContain("Projected trajectory of 4 points");
});

test("an extent holds the origin, and without a path or a curvature there is none", () => {
  expect(planeExtent({ coordinates: [2, 3], margin: 0 })).toEqual({ from: 0, to: 3, points: 41 });
  expect(planeExtent({ curvature: -8, rise: 1, points: 3 })).toEqual({ from: -0.5, to: 0.5, points: 3 }); // prettier-ignore
  expect(() => planeExtent({ coordinates: [0, 0] })).toThrow("planeExtent: a plane without a trajectory"); // prettier-ignore
});

test("the recorder copies what training had, from start to end", async () => {
  const g = objectiveOf(networks[0], "float64", 4);
  const recorder = new TrajectoryRecorder({ every: 2, start: g.start });
  const seen: Float64Array[] = [];
  const watcher = { afterStep: ({ theta }: { readonly theta: Float64Array }) => void seen.push(theta.slice()) }; // prettier-ignore
  const observers = [recorder, watcher];
  const optimizer = sgd({ learningRate: 0.1 });
  const { theta, records } = await train(g, { optimizer, epochs: 1, batchSize: 4, observers });
  const { steps, points, losses } = recorder.trajectory(theta);
  expect(steps).toEqual([0, 2, 3]); // 12 rows, 4 per step
  expect(points).toEqual([g.start, seen[1], theta]);
  expect([...losses]).toEqual([NaN, records[1].loss, records[2].loss]);
  expect(recorder.trajectory(theta).steps).toEqual([0, 2, 3]); // not once more
});

test("a trajectory's JSON gives the same bits, and its points are checkpoints", () => {
  const { trajectory } = planted(0.6);
  const whole = new Trajectory({ ...trajectory, losses: Float64Array.of(NaN, 3, 2, 1) });
  const text = JSON.stringify(whole);
  const again = Trajectory.fromJSON(text);
  expect(again.points).toEqual(whole.points);
  expect(JSON.stringify(again)).toBe(text);
  expect(again.snapshots[1]).toEqual({ step: 10, theta: trajectory.points[1] });
  expect(() => new Trajectory({ ...trajectory, losses: new Float64Array(3) })).toThrow("Trajectory: losses must have length 4, got 3"); // prettier-ignore
});

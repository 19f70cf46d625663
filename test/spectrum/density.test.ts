import { describe, expect, test } from "vitest";
import { dense } from "../../src/operators/dense.js";
import { findAtoms } from "../../src/spectrum/atoms.js";
import type { Density } from "../../src/spectrum/density.js";
import { smooth } from "../../src/spectrum/smooth.js";
import { spectrum } from "../../src/spectrum/spectrum.js";
import { expectClose } from "../support/closeness.js";
import { hits, known, meanOf, network } from "../support/spectra.js";

const net = network();
const n = net.values.length;
const gauss = (t: number, m: number, w: number): number =>
  Math.exp(-(((t - m) / w) ** 2) / 2) / (w * Math.sqrt(2 * Math.PI));
const row = (...values: number[]): Float64Array => Float64Array.from(values);

/** ∫ of a curve by trapezoids, in the variable u of each grid point. */
const integral = ({ density, grid }: Density, u: (t: number) => number): number =>
  density.reduce((sum, y, i) => {
    if (i === 0 || grid[i] * grid[i - 1] < 0) return sum;
    return sum + 0.5 * (y + density[i - 1]) * Math.abs(u(grid[i]) - u(grid[i - 1]));
  }, 0);

describe("the band of the density", () => {
  const grid = Float64Array.from({ length: 40 }, (_, i) => -1 + i / 4);
  test.each([
    { probes: 4, steps: 20, width: 0.1 },
    { probes: 5, steps: 12, width: 0.15 },
    { probes: 1, steps: 25, width: 0.1 },
  ])("contains the smoothed exact density at 90 % of the points of 50 runs: %j", async ({ probes, steps, width }) => {
    let [inside, all] = [0, 0];
    await hits(async (seed) => {
      const s = await spectrum(net.operator, { steps, probes, seed });
      const { atoms, lower, upper } = s.density({ width, grid });
      const bulk = net.values.filter((x) => atoms.every((a) => Math.abs(a.value - x) > 1e-6));
      grid.forEach((t, i) => {
        const exact = bulk.reduce((sum, x) => sum + gauss(t, x, width), 0) / n;
        if (exact < 1e-9) return;
        all++;
        if (lower[i] <= exact * (1 + 1e-9) && exact * (1 - 1e-9) <= upper[i]) inside++;
      });
      return true;
    });
    expect(inside / all).toBeGreaterThan(0.9);
  }); // prettier-ignore

  test("of one probe is the bound (2/P) (mean g² − (mean g)²) over the nodes' Gaussians g", async () => {
    const { probes, size } = await spectrum(net.operator, { steps: 8, probes: 1 });
    const [{ nodes, weights }] = probes;
    const at = row(-0.1, 0.2, 4.7);
    const { parts } = smooth({ probes, size }, { width: 0.4, grid: at });
    const mean = (f: (x: number) => number) => nodes.reduce((sum, x, j) => sum + weights[j] * f(x), 0); // prettier-ignore
    const exact = at.map((t) => {
      const square = mean((x) => gauss(t, x, 0.4) ** 2) - mean((x) => gauss(t, x, 0.4)) ** 2;
      return Math.sqrt((2 * square) / size);
    });
    expectClose(parts.probes, exact, 1e-9);
  });

  test("tells a width that the steps do not resolve: the Krylov part is as large as the density", async () => {
    const s = await spectrum(net.operator, { steps: 12, probes: 4 });
    const part = (width: number): number => {
      const { density, parts } = s.density({ width, grid: row(-0.2, -0.1, 0.1, 0.2) });
      return meanOf([...parts.krylov], (x) => x) / meanOf([...density], (x) => x);
    };
    expect(part(0.005)).toBeGreaterThan(0.5);
    expect(part(0.5)).toBeLessThan(0.05);
  });
});

describe("atoms", () => {
  test("of multiplicity m have mass m/P, found once or several times", async () => {
    const many = await spectrum(net.operator, { steps: 24, probes: 40, seed: 1 });
    const { atoms } = many.density({ width: 0.1 });
    const outliers = atoms.filter(({ value }) => value > 2);
    expectClose(
      outliers.map(({ value }) => value),
      [3, 5, 8, 8.5],
      1e-10,
    );
    for (const [i, m] of [1, 2, 1, 1].entries()) {
      const { mass, standardError } = outliers[i];
      expect(Math.abs(mass - m / n)).toBeLessThan(3 * standardError);
      expect(standardError).toBeLessThan((0.4 * m) / n);
    }
  });

  test("hold their multiplicity within twice their standard error in 90 % of 50 runs", async () => {
    const count = await hits(async (seed) => {
      const { atoms } = (await spectrum(net.operator, { steps: 12, probes: 6, seed })).density({ width: 0.1, grid: row(0) }); // prettier-ignore
      const five = atoms.find(({ value }) => Math.abs(value - 5) < 1e-6);
      return five !== undefined && Math.abs(five.mass - 2 / n) < 2 * five.standardError;
    });
    expect(count).toBeGreaterThanOrEqual(45);
  });

  test("take the weights of all nodes that are one eigenvalue as far as is known", () => {
    const twice = {
      nodes: row(0, 5, 5 + 1e-9),
      weights: row(0.7, 0.1, 0.2),
      residuals: row(0.5, 1e-9, 1e-9),
    };
    const once = { nodes: row(0, 5), weights: row(0.6, 0.4), residuals: row(0.5, 1e-9) };
    const atoms = findAtoms([twice, once], 0.1);
    expect(atoms).toMatchObject([{ value: 5, nodes: [[1, 2], [1]] }]);
    expect(atoms[0].mass).toBeCloseTo(0.35, 12);
  });

  test("are not put in doubt by a copy that rounding brings up, but by mass that is not resolved", () => {
    const probe = (weight: number) => ({
      nodes: row(0, 4.98, 5),
      weights: row(0.6, weight, 0.4),
      residuals: row(0.5, 0.3, 1e-9),
    });
    expect(findAtoms([probe(4e-30)], 0.1)).toHaveLength(1);
    expect(findAtoms([probe(1e-6)], 0.1)).toEqual([]);
  });

  test("are no clusters: nodes in a chain of bounds longer than the width stay in the bulk", () => {
    const chain = Array.from({ length: 30 }, (_, i) => 5 + i / 100);
    const probe = {
      nodes: row(0, ...chain),
      weights: row(0.7, ...chain.map(() => 0.01)),
      residuals: row(0.5, ...chain.map(() => 0.008)),
    };
    expect(findAtoms([probe, probe], 0.1)).toEqual([]);
    expect(findAtoms([probe, probe], 0.5)).toHaveLength(1);
  });
});

describe("on a logarithmic axis", () => {
  const values = [...[1e-6, 3e-6, 1e-3, 2e-3, 1, 2].flatMap((x) => [x, -0.7 * x]), ...Array<number>(12).fill(0), 300]; // prettier-ignore
  const wide = known(values);

  test("the mass of both signs, of zero and of the atoms is 1", async () => {
    for (const width of [undefined, 0.5]) {
      const s = await spectrum(wide.operator, { steps: 25, probes: 4 });
      const d = s.density({ axis: "log", ...(width && { width }) });
      const bulk = integral(d, (t) => Math.log(Math.abs(t)));
      const atoms = d.atoms.reduce((sum, { mass }) => sum + mass, 0);
      expect(bulk + atoms + (d.zero?.mass.value ?? 0)).toBeCloseTo(1, 3);
    }
  });

  test("finds eigenvalues of every size and sign, and zero as one mass", async () => {
    const s = await spectrum(wide.operator, { steps: 25, probes: 12 });
    const { atoms, zero } = s.density({ axis: "log", width: 0.02 });
    expectClose(
      atoms.map(({ value }) => value),
      values.filter((x) => x !== 0).toSorted((a, b) => a - b),
      1e-8,
    );
    const ofZero = zero?.mass ?? { lower: 1, upper: 0, value: 0 };
    expect(ofZero.lower).toBeLessThan(12 / 25);
    expect(ofZero.upper).toBeGreaterThan(12 / 25);
    for (const { nodes, value } of atoms) {
      nodes.forEach((of, l) => expect(s.probes[l].nodes[of[0]]).toBeCloseTo(value, 6));
    }
  });

  test("zeros that few steps have not told from the bulk lie within the bar of their mass", async () => {
    let found = 0;
    const count = await hits(async (seed) => {
      const s = await spectrum(net.operator, { steps: 8, probes: 4, seed });
      const { lower, upper, value } = s.density({ axis: "log" }).zero?.mass ?? {
        lower: 1,
        upper: 0,
      };
      if (value !== 0) found++;
      return lower <= 10 / n && 10 / n <= upper;
    });
    expect(found).toBe(0); // else it were no trap
    expect(count).toBeGreaterThanOrEqual(45);
  });

  test("it is the density of ln |λ|: the sum of Gaussians there, each sign for itself", async () => {
    const grid = row(-2, -0.5, 0.3, 1, 4);
    const s = await spectrum(net.operator, { steps: 6, probes: 1 });
    const { density, atoms, zero } = s.density({ axis: "log", width: 0.8, grid });
    expect(atoms).toEqual([]);
    const [{ nodes, weights }] = s.probes;
    const exact = grid.map((t) =>
      nodes.reduce((sum, x, j) => {
        const same = x * t > 0 && Math.abs(x) > (zero?.below ?? 0);
        return sum + (same ? weights[j] * gauss(Math.log(t / x), 0, 0.8) : 0);
      }, 0),
    );
    expectClose(density, exact, 1e-12);
  });

  test("is scale-free to 1e-12", async () => {
    const base = (await spectrum(wide.operator, { steps: 20, probes: 2 })).density({ axis: "log" });
    for (const c of [2 ** -40, 2 ** 40]) {
      const scaled = (await spectrum(dense(wide.matrix.map((x) => c * x), values.length), { steps: 20, probes: 2 })).density({ axis: "log" }); // prettier-ignore
      expectClose(scaled.grid, base.grid.map((t) => c * t), 1e-12); // prettier-ignore
      expectClose(scaled.density, base.density, 1e-12);
      expectClose(scaled.upper, base.upper, 1e-12);
      expect((scaled.zero?.below ?? 0) / c / (base.zero?.below ?? 1)).toBeCloseTo(1, 11);
      expect(scaled.atoms.length).toBe(base.atoms.length);
    }
  });

  test("of positive eigenvalues has no negative branch, and of the zero matrix only zero", async () => {
    const positive = known([1, 2, 3, 5]);
    const { grid } = (await spectrum(positive.operator, { probes: 1 })).density({ axis: "log" });
    expect(grid).toHaveLength(1000);
    expect(grid[0]).toBeGreaterThan(0);
    const none = (await spectrum(dense(new Float64Array(4), 2), { probes: 1 })).density({ axis: "log" }); // prettier-ignore
    expect(none.zero?.mass.value).toBe(1);
    expect(none.density).toHaveLength(0);
  });

  test.each([
    [{ axis: "log", grid: row(-1, 0, 1) }, "density: a log axis must not contain 0"],
    [{ axis: "log", zero: 0 }, "density: zero must be a finite number > 0, got 0"],
    [{ axis: "cubic" as "log" }, "density: axis must be one of linear, log, got cubic"],
  ] as const)("rejects %j", async (options, message) => {
    const s = await spectrum(net.operator, { steps: 2, probes: 1 });
    expect(() => s.density(options)).toThrow(message);
  });
});

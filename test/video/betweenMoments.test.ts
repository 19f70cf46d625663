/** Between two moments everything is linear, and nothing is lost. */
import { expect, test } from "vitest";
import type { DensityCurve } from "../../src/figures/densityInput.js";
import type { FilmMoment } from "../../src/figures/filmMoments.js";
import { betweenMoments } from "../../src/video/betweenMoments.js";

const grid = Float64Array.of(-1, 0, 1, 2);

function curve(scale: number, atoms: readonly (readonly [number, number])[]): DensityCurve {
  const density = grid.map((x) => scale * (3 + x));
  return {
    grid,
    density,
    lower: density.map((y) => y / 2),
    upper: density.map((y) => 2 * y),
    width: 0.1,
    atoms: atoms.map(([value, mass]) => ({ value, mass, residual: mass / 10 })),
  };
}

const moment = (step: number, more: Partial<FilmMoment>): FilmMoment => ({
  step,
  curve: undefined,
  size: 100,
  words: `step ${step}`,
  ...more,
});

const start = moment(10, {
  curve: curve(1, [[9, 0.01], [5, 0.02], [-4, 0.03]]), // prettier-ignore
});
const end = moment(20, {
  curve: curve(3, [[3, 0.02], [11, 0.05]]), // prettier-ignore
});

test("the ends are the moments themselves", () => {
  for (const [t, exact] of [
    [0, start],
    [1, end],
  ] as const) {
    // prettier-ignore
    const { curve: own, step } = betweenMoments(start, end, t);
    expect(step).toBe(exact.step);
    expect(own?.density).toEqual(exact.curve?.density);
    const masses = own?.atoms.filter(({ mass }) => mass > 0).map(({ value }) => value);
    expect(masses?.sort()).toEqual(exact.curve?.atoms.map(({ value }) => value).sort());
  }
});

test("density, band and step are linear in t", () => {
  const { curve: own, step } = betweenMoments(start, end, 0.25);
  grid.forEach((x, i) => {
    expect(own?.density[i]).toBeCloseTo(1.5 * (3 + x), 12);
    expect(own?.upper[i]).toBeCloseTo(2 * (own?.density[i] ?? NaN), 12);
    expect(own?.lower[i]).toBeCloseTo((own?.density[i] ?? NaN) / 2, 12);
  });
  expect(step).toBe(12.5);
});

test("the i-th outlier from an end moves to the i-th, and one alone vanishes where it is", () => {
  const atoms = betweenMoments(start, end, 0.5).curve?.atoms ?? [];
  const shown = atoms.map(({ value, mass }) => [value, Number(mass.toFixed(6))]);
  expect(shown).toEqual([[10, 0.03], [4, 0.02], [-4, 0.015]]); // prettier-ignore
});

test("the mass of outliers and zero is that between both, at any t", () => {
  const zero = (value: number): DensityCurve["zero"] => ({
    mass: { value, lower: value / 2, upper: 2 * value },
    below: 1e-6,
  });
  const massOf = ({ curve: own }: FilmMoment): number =>
    (own?.atoms ?? []).reduce((sum, { mass }) => sum + mass, own?.zero?.mass.value ?? 0);
  const withZero = (of: FilmMoment, value: number): FilmMoment => ({
    ...of,
    curve: of.curve && { ...of.curve, zero: zero(value)! },
  });
  const [a, b] = [withZero(start, 0.4), withZero(end, 0.2)];
  for (const t of [0.1, 0.37, 0.9])
    expect(massOf(betweenMoments(a, b, t))).toBeCloseTo((1 - t) * massOf(a) + t * massOf(b), 12);
});

test("what is measured is said as it was measured; what one end lacks is not made up", () => {
  const dark = moment(30, {});
  const shown = betweenMoments(end, dark, 0.9);
  expect(shown).toMatchObject({ words: "step 20", step: 29 });
  expect(shown.curve).toBeUndefined();
});

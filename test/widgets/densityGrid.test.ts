import fc from "fast-check";
import { expect, test } from "vitest";
import { densityGrid } from "../../widgets/figures/densityGrid.js";

const nodes = fc.array(fc.double({ min: -9, max: 9, noNaN: true }), {
  minLength: 1,
  maxLength: 20,
});
const widths = fc.double({ min: -5, max: 1, noNaN: true }).map((exponent) => 10 ** exponent);

test("ascends through the range and steps over no peak, whatever the width", () => {
  fc.assert(
    fc.property(nodes, widths, (centres, width) => {
      const grid = densityGrid(centres, width, [-10, 10]);
      expect([grid[0], grid.at(-1)]).toEqual([-10, 10]);
      grid.slice(1).forEach((x, i) => expect(x).toBeGreaterThan(grid[i]));
      for (const centre of centres) {
        const [low, high] = [Math.max(-10, centre - 4 * width), Math.min(10, centre + 4 * width)];
        const near = [low, ...grid.filter((x) => x > low && x < high), high];
        const steps = near.slice(1).map((x, i) => x - near[i]);
        expect(Math.max(...steps)).toBeLessThanOrEqual(width * 0.501);
      }
    }),
    { seed: 1 },
  );
});

test("has no more points for a smaller width", () => {
  const centres = Array.from({ length: 100 }, (_, i) => i / 10);
  expect(densityGrid(centres, 1e-9, [-1, 11]).length).toBeLessThan(800 + 22 * 100);
});

import fc from "fast-check";
import { expect, test } from "vitest";
import { significant, thinIndices } from "../../src/figures/thin.js";

const curves = fc.array(fc.double({ noNaN: true, min: -1e6, max: 1e6 }), { maxLength: 400 });

test("keeps the ends, the lowest and the highest point within the count", () => {
  fc.assert(
    fc.property(curves, fc.integer({ min: 8, max: 100 }), (values, count) => {
      const kept = thinIndices(values, count);
      const shown = kept.map((i) => values[i]);
      expect(kept.length).toBeLessThanOrEqual(Math.max(count, 0));
      expect(kept).toEqual([...new Set(kept)].sort((a, b) => a - b));
      if (values.length === 0) return;
      expect([kept[0], kept.at(-1)]).toEqual([0, values.length - 1]);
      expect(Math.max(...shown)).toBe(Math.max(...values));
      expect(Math.min(...shown)).toBe(Math.min(...values));
    }),
    { seed: 1 },
  );
});

test("six significant digits", () => {
  expect(significant([1 / 3, 123456789, 0, -1e-20])).toEqual([0.333333, 123457000, 0, -1e-20]);
});

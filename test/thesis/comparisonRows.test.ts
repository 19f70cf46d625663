/** Rows of the comparison over seeds. */
import { expect, test } from "vitest";
import { columns, pairedRatio, tableRows } from "../../src/thesis/comparisonRows.js";
import type { SparseRow } from "../../src/thesis/sparseRow.js";

const row = (accuracy: number, l1: number): SparseRow => ({
  ...{ accuracy, zero: 0.5, small: [0.6, 0.7, 0.8], l1, kept: [0.3, 0.2, 0.1] },
});

test("a table has means and half intervals of every column, shares as per cent", () => {
  const [{ name, cells }] = tableRows([{ name: "a", rows: [row(0.9, 100), row(0.9, 300)] }]);
  expect(name).toBe("a");
  expect(cells.map(({ value }) => value)).toEqual(
    ["90.0", "50.0", "60.0", "70.0", "80.0", "200", "30.0", "20.0", "10.0"], // prettier-ignore
  );
  expect(cells).toHaveLength(columns.length);
  expect(cells[0].error).toBe("± 0.0");
  expect(cells[5].error).toBe("± 1271"); // t = 12.706 of one degree of freedom, times 100
});

test("ratios are taken seed by seed, so that what seeds have in common cancels", () => {
  const [first, second] = [1, 2].map((factor) => ({ rows: [row(0.9, 3 * factor), row(0.9, 70 * factor), row(0.9, 500 * factor)] })); // prettier-ignore
  const { mean, interval } = pairedRatio(second, first, ({ l1 }) => l1);
  expect([mean, ...interval]).toEqual([2, 2, 2]);
});

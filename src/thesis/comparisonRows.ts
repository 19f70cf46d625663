/** The rows of claim C2's comparison: what was measured of each method over the seeds, and how two methods compare seed by seed. */
import { meanInterval, type MeanInterval } from "./meanInterval.js";
import { sparseRow, type SparseRow } from "./sparseRow.js";
import type { SparseStudy } from "./sparseStudy.js";
import type { OpenTask } from "./sparseTask.js";
import type { Cell, TableRow } from "./tableFigure.js";

export interface ComparedMethod {
  readonly name: string;
  /** Where its runs ended, one for each seed, the same ones in the same order for all methods. */
  readonly thetas: readonly Float64Array[];
  /** Of each. */
  readonly rows: readonly SparseRow[];
}

/** Names of the rows that begin where others end. */
export const finishedName = "ProxSGD, finished";
export const prunedName = "Adam, pruned";

/** Every end of the study, measured: a pass over the test images for each accuracy. */
export async function comparedMethods(
  open: OpenTask,
  { runs, finished, pruned }: SparseStudy,
): Promise<ComparedMethod[]> {
  const ends = new Map<string, readonly Float64Array[]>([
    ...[...runs].map(([name, found]) => [name, found.map(({ theta }) => theta)] as const),
    [finishedName, finished.map(({ theta }) => theta)],
    [prunedName, pruned],
  ]);
  const methods: ComparedMethod[] = [];
  for (const [name, thetas] of ends) {
    const rows: SparseRow[] = [];
    for (const theta of thetas) rows.push(await sparseRow(open, theta));
    methods.push({ name, thetas, rows });
  }
  return methods;
}

interface Column {
  readonly name: string;
  readonly of: (row: SparseRow) => number;
  /** Digits behind the point; shares are shown as per cent. */
  readonly digits: number;
  readonly factor: number;
}

const percent = (name: string, of: Column["of"]): Column => ({ name, of, digits: 1, factor: 100 });

export const columns: readonly Column[] = [
  percent("accuracy", (row) => row.accuracy),
  percent("w = 0", (row) => row.zero),
  percent("≤ 10⁻⁴", (row) => row.small[0]),
  percent("≤ 10⁻³", (row) => row.small[1]),
  percent("≤ 10⁻²", (row) => row.small[2]),
  { name: "Σ |w|", of: (row) => row.l1, digits: 0, factor: 1 },
  percent("top 20 %", (row) => row.kept[0]),
  percent("top 10 %", (row) => row.kept[1]),
  percent("top 5 %", (row) => row.kept[2]),
];

/** Means with the half lengths of their 95 % intervals. */
export function tableRows(methods: readonly Pick<ComparedMethod, "name" | "rows">[]): TableRow[] {
  return methods.map(({ name, rows }) => ({
    name,
    cells: columns.map(({ of, digits, factor }): Cell => {
      const { mean, interval } = meanInterval(rows.map((row) => factor * of(row)));
      const half = (interval[1] - interval[0]) / 2;
      return { value: mean.toFixed(digits), error: `± ${half.toFixed(digits)}` };
    }),
  }));
}

/**
 * One number of a method over that of another, seed by seed: what seeds have in common, such as a lucky start, cancels.
 * @returns Mean and 95 % interval.
 */
export function pairedRatio(
  method: Pick<ComparedMethod, "rows">,
  other: Pick<ComparedMethod, "rows">,
  of: (row: SparseRow) => number,
): MeanInterval {
  return meanInterval(method.rows.map((row, i) => of(row) / of(other.rows[i])));
}

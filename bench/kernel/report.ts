/** The kernels' figures as a table, with a verdict for each promise. */
import type { Times } from "../harness/statistics.js";
import { formatNumber, formatTable } from "../harness/table.js";
import type { KernelName } from "./contenders.js";
import { rows, type Row } from "./rows.js";

export interface Figure {
  readonly kernel: KernelName;
  readonly row: string;
  /** Milliseconds; missing when an answer was wrong. */
  readonly times?: Times & { readonly p95: number };
  /** What went wrong, or what the kernel does not do. */
  readonly note: string;
}

export interface KernelResult {
  readonly figures: readonly Figure[];
  /** Kernels that are not there, with the reason. */
  readonly missing: readonly string[];
  readonly rounds: number;
  /** Rounds before and after which all cores were free; without one the figures are noisy. */
  readonly quietRounds: number;
}

export function formatFigures(result: KernelResult): string {
  const head = ["kernels, ms", "", "minimum", "median", "95 %", "× ours", "target", ""];
  const body = rows.flatMap((row) =>
    result.figures.filter((figure) => figure.row === row.name).map((figure, i) => {
      const ours = find(result.figures, row, "eigenscape")?.times?.median ?? NaN;
      const { times, note, kernel } = figure;
      return [
        i === 0 ? row.name : "",
        kernel,
        formatNumber(times?.minimum ?? NaN),
        formatNumber(times?.median ?? NaN),
        formatNumber(times?.p95 ?? NaN),
        formatNumber((times?.median ?? NaN) / ours),
        targetText(row, kernel),
        [verdictOn(row, figure, result.figures), note].filter((part) => part !== "").join("; "),
      ];
    }),
  ); // prettier-ignore
  const noise = result.quietRounds === 0 ? ", noisy" : "";
  const rounds = `${result.quietRounds} of ${result.rounds} rounds quiet${noise}`;
  return [formatTable([head, ...body]), rounds, ...result.missing].join("\n");
}

/** "✓", or each promise that is not kept. */
export function verdict(row: Row, figures: readonly Figure[]): string {
  const ours = find(figures, row, "eigenscape")?.times;
  if (ours === undefined) return "✗ no figure";
  const broken: string[] = [];
  if (row.target && ours.median > row.target.median) broken.push("median");
  if (ours.p95 > (row.target?.p95 ?? Infinity)) broken.push("95 %");
  for (const name of row.ahead) {
    const theirs = find(figures, row, name)?.times;
    if (theirs && theirs.median <= ours.median) broken.push(`behind ${name}`);
  }
  return broken.length === 0 ? "✓" : `✗ ${broken.join(", ")}`;
}

function verdictOn(row: Row, figure: Figure, figures: readonly Figure[]): string {
  if (figure.kernel === "eigenscape") return verdict(row, figures);
  if (figure.kernel !== "eigenscape snapshot" || row.snapshotTarget === undefined) return "";
  return (figure.times?.median ?? Infinity) <= row.snapshotTarget ? "✓" : "✗ median";
}

const find = (figures: readonly Figure[], row: Row, kernel: KernelName): Figure | undefined =>
  figures.find((figure) => figure.row === row.name && figure.kernel === kernel);

function targetText({ target, snapshotTarget }: Row, kernel: KernelName): string {
  if (kernel === "eigenscape snapshot" && snapshotTarget !== undefined)
    return `≤ ${snapshotTarget}`;
  if (!target || kernel !== "eigenscape") return "";
  const p95 = target.p95 === undefined ? "" : `, 95 % ≤ ${target.p95}`;
  return `≤ ${target.median}${p95}`;
}

/**
 * Results as a notebook (nbformat 4.5), which `eigenscape export` makes a report of: claim, figures, measured against
 * expected, verdict.
 */
import { Figure } from "../figures/figure.js";
import { jupyterDisplay, type MimeBundle } from "../core/display.js";
import type { Measured } from "./claim.js";
import { short } from "./claimsTable.js";
import type { ClaimResult } from "./claimResult.js";

interface Cell {
  readonly cell_type: "markdown" | "code";
  readonly id: string;
  readonly metadata: Readonly<Record<string, unknown>>;
  readonly source: string;
  readonly outputs?: readonly unknown[];
  readonly execution_count?: null;
}

export interface ClaimsNotebook {
  readonly nbformat: 4;
  readonly nbformat_minor: 5;
  readonly metadata: Readonly<Record<string, unknown>>;
  readonly cells: readonly Cell[];
}

/** @param title Of the report. */
export function claimsNotebook(results: readonly ClaimResult[], title: string): ClaimsNotebook {
  const cells = [markdown("title", heading(results, title)), ...results.flatMap(cellsOf)];
  const metadata = { language_info: { name: "typescript" } };
  return { nbformat: 4, nbformat_minor: 5, metadata, cells };
}

function heading(results: readonly ClaimResult[], title: string): string {
  const rows = results.map(({ id, title: name, verdict, size, seconds }) =>
    tableRow(id, name, verdict, size, `${seconds} s`),
  );
  return [
    `# ${title}`,
    "",
    "| | claim | verdict | size | time |",
    "|---|---|---|---|---|",
    ...rows,
  ].join("\n");
}

function cellsOf(result: ClaimResult): Cell[] {
  const { id, title, statement, source, experiment, size } = result;
  const claim = `## ${id} · ${title}\n\n**Claim.** ${statement}\n\n**Source.** ${source}\n\n**Experiment (${size}).** ${experiment}`;
  const figures = result.figures.map(({ name, figure, text }, i): Cell => {
    const data = new Figure(figure, text)[jupyterDisplay]();
    return output(`${id}-figure-${i}`, `// ${name}`, data);
  });
  return [markdown(`${id}-claim`, claim), ...figures, markdown(`${id}-verdict`, verdictOf(result))];
}

/** Measured against expected, as a table, and what came out. */
export function verdictOf({ measured, verdict, sentence, date, environment }: ClaimResult): string {
  const rows = measured.map((m) =>
    tableRow(m.name, withInterval(m), m.expected, m.met ? "yes" : "no"),
  );
  const { cpu, cores, node, eigenscape } = environment;
  return [
    ...["| measured | value | expected | met |", "|---|---|---|---|", ...rows, ""],
    ...[`**Verdict: ${verdict}.** ${sentence}`, ""],
    `_${date}, eigenscape ${eigenscape}, Node ${node}, ${cores} cores of ${cpu}._`,
  ].join("\n");
}

function withInterval({ value, interval }: Measured): string {
  return interval
    ? `${short(value)} (${short(interval[0])} to ${short(interval[1])})`
    : short(value);
}

/** Of a markdown table; a bar within a cell, as in |λ|, is no border. */
const tableRow = (...cells: readonly string[]): string =>
  `| ${cells.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`;

const markdown = (id: string, source: string): Cell => ({
  cell_type: "markdown",
  id,
  metadata: {},
  source,
});

function output(id: string, source: string, data: MimeBundle): Cell {
  const outputs = [{ output_type: "display_data", data, metadata: {} }];
  return { cell_type: "code", id, metadata: {}, source, outputs, execution_count: null };
}

/**
 * What the doctor found, as a table: case, executor, error, tolerance, verdict.
 */
import { jupyterDisplay, present, type MimeBundle } from "../core/display.js";
import type { Finding } from "./finding.js";

export class Diagnosis {
  readonly kind = "diagnosis";
  readonly findings: readonly Finding[];

  constructor(findings: readonly Finding[]) {
    this.findings = findings;
  }

  /** Whether nothing failed; what was skipped did not. */
  get passed(): boolean {
    return this.findings.every(({ verdict }) => verdict !== "fail");
  }

  /** Such as `12 passed, 0 failed, 1 skipped`. */
  get summary(): string {
    const count = (wanted: Finding["verdict"]): number =>
      this.findings.filter(({ verdict }) => verdict === wanted).length;
    return `${count("pass")} passed, ${count("fail")} failed, ${count("skipped")} skipped`;
  }

  toString(): string {
    const rows = [["case", "executor", "error", "tolerance", "verdict"], ...this.findings.map(row)];
    const widths = rows[0].map((_, j) => Math.max(...rows.map((cells) => cells[j].length)));
    const lines = rows.map((cells) => cells.map((cell, j) => cell.padEnd(widths[j])).join("  "));
    return [...lines.map((line) => line.trimEnd()), "", this.summary].join("\n");
  }

  [jupyterDisplay](): MimeBundle {
    return present(this, this.toString());
  }
}

function row({ case: name, executor, error, tolerance, verdict, note }: Finding): string[] {
  const told = note === undefined ? verdict : `${verdict}: ${note}`;
  return [name, executor, number(error), number(tolerance), told];
}

function number(x: number): string {
  if (Number.isNaN(x)) return "–";
  return x === 0 || x >= 1e-3 ? String(Number(x.toPrecision(2))) : x.toExponential(1);
}

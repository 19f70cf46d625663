/**
 * How far a point is from being stationary for f + r, where, and what is exactly zero there.
 */
import { jupyterDisplay, present, type MimeBundle } from "../core/display.js";

/** Of one parameter. */
export interface ParameterResidual {
  readonly name: string;
  readonly size: number;
  /** Entries that are exactly 0. */
  readonly zeros: number;
  /** ‖least element of ∇f + ∂r‖₂ over its entries. */
  readonly residual: number;
  /** ‖∇f‖₂ over its entries. */
  readonly gradient: number;
}

/** The entries that are 0: each is optimal where −∇f lies in ∂r, for ℓ1 where |gᵢ| ≤ μ. */
export interface ZerosCheck {
  readonly coordinates: number;
  /** How many of them would rather not be 0. */
  readonly violations: number;
  /** By how much at most: max |gᵢ| − μ for ℓ1. */
  readonly largest: number;
}

export interface CertificateRecord {
  /** The regulariser, such as l1(0.001). */
  readonly map: string;
  /** f and r at the point. */
  readonly loss: number;
  readonly penalty: number;
  /** f + r as whoever made the point had measured it. */
  readonly measured: number;
  /** Largest difference of the two that is rounding. */
  readonly rounding: number;
  readonly parameters: readonly ParameterResidual[];
  readonly offSupport: ZerosCheck;
  /** What residuals are compared with: ‖∇f‖₂ at the point unless another one was given. */
  readonly scale: number;
  readonly tolerance: number;
}

export class Certificate implements CertificateRecord {
  readonly kind = "certificate";
  readonly map: string;
  readonly loss: number;
  readonly penalty: number;
  readonly measured: number;
  readonly rounding: number;
  readonly parameters: readonly ParameterResidual[];
  readonly offSupport: ZerosCheck;
  readonly scale: number;
  readonly tolerance: number;

  constructor(record: CertificateRecord) {
    this.map = record.map;
    this.loss = record.loss;
    this.penalty = record.penalty;
    this.measured = record.measured;
    this.rounding = record.rounding;
    this.parameters = record.parameters;
    this.offSupport = record.offSupport;
    this.scale = record.scale;
    this.tolerance = record.tolerance;
  }

  /** f + r. */
  get objective(): number {
    return this.loss + this.penalty;
  }

  /** ‖least element of ∇f + ∂r‖₂: 0 exactly at stationary points. */
  get residual(): number {
    return Math.hypot(...this.parameters.map(({ residual }) => residual));
  }

  /** residual / scale. */
  get relativeResidual(): number {
    return this.residual === 0 ? 0 : this.residual / this.scale;
  }

  get size(): number {
    return this.parameters.reduce((sum, { size }) => sum + size, 0);
  }

  /** Entries that are exactly 0. */
  get zeros(): number {
    return this.offSupport.coordinates;
  }

  /** Whether f + r at the point is what was measured. */
  get same(): boolean {
    return Math.abs(this.objective - this.measured) <= this.rounding;
  }

  get reached(): boolean {
    return this.missing === undefined;
  }

  /** What there is to do where it is not reached. */
  get missing(): string | undefined {
    const { objective, measured, relativeResidual, tolerance } = this;
    if (!this.same)
      return `The objective at this point is ${objective}, but ${measured} was measured: they are of different functions or points.`;
    if (relativeResidual <= tolerance) return undefined;
    const worst = this.parameters.reduce((a, b) => (b.residual > a.residual ? b : a));
    const where = `most of it in ${worst.name}`;
    return `The residual is ${short(relativeResidual)} of the gradient's scale, above the tolerance ${short(tolerance)}, ${where}. Allow more steps, or use an objective with precision float64; without a regulariser give a scale.`;
  }

  /** Its fields and what follows from them. */
  toJSON(): CertificateRecord & Pick<Certificate, "objective" | "residual" | "same" | "reached"> {
    const { objective, residual, same, reached } = this;
    return { ...this, objective, residual, same, reached };
  }

  toString(): string {
    const { violations, coordinates, largest } = this.offSupport;
    const excess = violations > 0 ? `, by at most ${short(largest)}` : "";
    const rows = [
      ["parameter", "entries", "exact zeros", "residual", "gradient"],
      ...this.parameters.map((p) => [
        p.name,
        String(p.size),
        `${p.zeros} (${short((100 * p.zeros) / p.size)} %)`,
        short(p.residual),
        short(p.gradient),
      ]),
    ];
    const widths = rows[0].map((_, j) => Math.max(...rows.map((cells) => cells[j].length)));
    const table = rows.map((row) =>
      row
        .map((cell, j) => cell.padEnd(widths[j]))
        .join("  ")
        .trimEnd(),
    );
    return [
      `${this.reached ? "Stationary" : "Not proved stationary"} for f + ${this.map}: residual ${short(this.relativeResidual)} of the gradient's scale (tolerance ${short(this.tolerance)})`,
      `f + r = ${short(this.objective)}, ${coordinates} of ${this.size} exactly zero, ${violations} of them not optimal there${excess}`,
      ...(this.missing === undefined ? [] : [this.missing]),
      "",
      ...table,
    ].join("\n");
  }

  [jupyterDisplay](): MimeBundle {
    return present(this, this.toString());
  }
}

const short = (x: number): string => String(Number(x.toPrecision(3)));

/** A result in a notebook: its figures as figures, measured against expected and the verdict as a table. */
import { jupyterDisplay, type MimeBundle } from "../core/display.js";
import { Figure } from "../figures/figure.js";
import type { AnyTrace } from "../figures/plotlyJson.js";
import { verdictOf } from "./claimsNotebook.js";
import { claimsTable } from "./claimsTable.js";
import type { ClaimResult } from "./claimResult.js";

export class ClaimCard {
  readonly result: ClaimResult;

  constructor(result: ClaimResult) {
    this.result = result;
  }

  /** The figure of that name; by default the first. */
  figure(name = this.result.figures[0]?.name): Figure<AnyTrace> {
    const { figures, id } = this.result;
    const found = figures.find((named) => named.name === name);
    if (found) return new Figure(found.figure, found.text);
    const known = figures.map((named) => named.name).join(", ");
    throw new RangeError(
      `figure: name must be one of ${known || `none, as ${id} has none`}, got ${name}`,
    );
  }

  toString(): string {
    return claimsTable([this.result]);
  }

  [jupyterDisplay](): MimeBundle {
    return { "text/markdown": verdictOf(this.result), "text/plain": this.toString() };
  }
}

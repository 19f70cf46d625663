/** The live form of a result: `widget(result)` looks at its `kind`. */
import type { DensityInput } from "../src/figures/densityInput.js";
import { EigenvalueDensity } from "./eigenvalueDensity.js";

/** A spectrum, as src/spectrum makes it. */
export interface SpectrumResult extends DensityInput {
  readonly kind: "spectrum";
}

/** @param result What has a live form; the options are those of its widget. */
export function widget(
  result: SpectrumResult,
  options?: ConstructorParameters<typeof EigenvalueDensity>[1],
): EigenvalueDensity {
  const kind = (result as { kind?: unknown } | null | undefined)?.kind;
  if (kind === "spectrum") return new EigenvalueDensity(result, options);
  throw new TypeError(
    `widget: result must be of a kind with a live form (spectrum), got ${String(kind)}`,
  );
}

/** The density as the widget's controls stand: of one spectrum, or of several over each other. */
import { comparisonFigure } from "../../src/figures/comparison.js";
import { eigenvalueDensityFigure } from "../../src/figures/eigenvalueDensity.js";
import type { Figure } from "../../src/figures/figure.js";
import type { Theme } from "../../src/figures/palette.js";
import type { DensityState, SpectrumState } from "../contract.js";
import { densityInput } from "./spectrumState.js";

export function densityFigure(state: DensityState, theme: Theme = "light"): Figure {
  const { axis, scale, width, logWidth } = state;
  const shown = shownSpectra(state);
  const [only] = shown;
  if (only !== undefined && shown.length === 1) {
    const own = { axis, scale, theme, width: axis === "log" ? logWidth : width };
    return eigenvalueDensityFigure(densityInput(only), own);
  }
  const smoothing = axis === "log" ? { axis, width: logWidth } : { width };
  const curves = shown.map((s) => [s.name, densityInput(s).density(smoothing)] as const);
  const size = Math.max(...shown.map((spectrum) => spectrum.size));
  return comparisonFigure(Object.fromEntries(curves), { axis, scale, size, theme });
}

/** In the order in which they were given; the first where none of the names is known. */
export function shownSpectra({
  spectra,
  shown,
}: Pick<DensityState, "spectra" | "shown">): readonly SpectrumState[] {
  const found = spectra.filter(({ name }) => shown.includes(name));
  return found.length > 0 ? found : spectra.slice(0, 1);
}

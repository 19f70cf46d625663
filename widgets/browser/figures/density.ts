/** Controls and points of the live eigenvalue density. */
import type { DensityState, EigenvalueSelection, SpectrumState } from "../../contract.js";
import { densityFigure, shownSpectra } from "../../figures/densityFigure.js";
import { nodeRange } from "../../figures/spectrumState.js";
import type { DrawnPoint, LiveFigure } from "../liveFigure.js";
import { checkbox, checkboxes } from "../parts/checkbox.js";
import type { RenderContext, ViewModel } from "../render.js";
import { widthSlider } from "./widthSlider.js";

type Context = RenderContext<DensityState>;
type Model = ViewModel<DensityState>;

export const liveDensity: LiveFigure<DensityState> = {
  name: "density",
  keys: ["spectra", "shown", "width", "logWidth", "axis", "scale"],
  draw: densityFigure,
  controls: (context) => [
    spectrumBoxes(context),
    ...widthSlider(context, {
      chosen: () => chosenByLibrary(context.model),
      nodes: () => nodeRange(shownOf(context.model)),
    }),
    checkbox(context, { key: "axis", label: "log λ", on: "log", off: "linear" }),
    checkbox(context, { key: "scale", label: "log density", on: "log", off: "linear" }),
  ],
  pick: pickEigenvalue,
  describe: ({ kind, value, residual }) =>
    `${kind} λ = ${Number(value.toPrecision(5))} ± ${Number(residual.toPrecision(2))}`,
  zoomed: ({ axis, scale, shown }) => [axis, scale, ...shown].join(),
};

function spectrumBoxes(context: Context): HTMLElement {
  const { model } = context;
  return checkboxes(context, {
    key: "shown",
    legend: "spectra",
    names: () => model.get("spectra").map(({ name }) => name),
    chosen: () => shownOf(model).map(({ name }) => name),
    choose: (shown) => ({ shown }),
    most: 4,
  });
}

const shownOf = (model: Model): readonly SpectrumState[] =>
  shownSpectra({ spectra: model.get("spectra"), shown: model.get("shown") });

/** Of the first of several. */
function chosenByLibrary(model: Model): number {
  const [first] = shownOf(model);
  const { defaultWidth, defaultLogWidth } = first ?? { defaultWidth: 1, defaultLogWidth: 1 };
  return model.get("axis") === "log" ? defaultLogWidth : defaultWidth;
}

/** Heads of stems, and ticks of the strip below. */
function pickEigenvalue(
  { trace, x, customdata }: DrawnPoint,
  state: DensityState,
): EigenvalueSelection | undefined {
  if (trace.mode !== "markers") return undefined;
  const isRitz = trace.yaxis === "y2";
  const value = Number(isRitz ? (customdata[2] ?? x) : customdata[2]);
  if (!isRitz && value === 0) return undefined; // the mass of zero is no eigenvalue
  const shown = shownSpectra(state);
  const spectrum = shown.find(({ name }) => name === trace.legendgroup) ?? shown[0];
  if (spectrum === undefined || Number.isNaN(value)) return undefined;
  return { ...nearestRitz(spectrum, value), kind: isRitz ? "Ritz value" : "outlier" };
}

/** What is drawn is rounded; this is the number itself. */
function nearestRitz(
  { name, probes }: SpectrumState,
  value: number,
): Omit<EigenvalueSelection, "kind"> {
  const nearest = { spectrum: name, value: NaN, residual: NaN, index: 0, probe: 0 };
  let least = Infinity;
  probes.forEach(({ nodes, residuals }, probe) => {
    nodes.forEach((node, j) => {
      if (Math.abs(node - value) >= least) return;
      least = Math.abs(node - value);
      const index = nodes.length - 1 - j;
      Object.assign(nearest, { value: node, residual: residuals[j], index, probe });
    });
  });
  return nearest;
}

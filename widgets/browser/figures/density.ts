/** Controls and points of the live eigenvalue density. */
import type { DensityState, EigenvalueSelection, SpectrumState } from "../../contract.js";
import { densityFigure, shownSpectra } from "../../figures/densityFigure.js";
import { nodeRange } from "../../figures/spectrumState.js";
import type { DrawnPoint, LiveFigure } from "../liveFigure.js";
import { checkbox, checkboxes } from "../parts/checkbox.js";
import { element } from "../parts/element.js";
import { slider } from "../parts/slider.js";
import type { RenderContext, ViewModel } from "../render.js";

type Context = RenderContext<DensityState>;
type Model = ViewModel<DensityState>;

export const liveDensity: LiveFigure<DensityState> = {
  name: "density",
  keys: ["spectra", "shown", "width", "logWidth", "axis", "scale"],
  draw: densityFigure,
  controls: (context) => [
    spectrumBoxes(context),
    ...widthControls(context),
    checkbox(context, { key: "axis", label: "log λ", on: "log", off: "linear" }),
    checkbox(context, { key: "scale", label: "log density", on: "log", off: "linear" }),
  ],
  pick: pickEigenvalue,
  describe: ({ kind, value, residual }) =>
    `${kind} λ = ${short(value)} ± ${Number(residual.toPrecision(2))}`,
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

const isLog = (model: Model): boolean => model.get("axis") === "log";

const keyOf = (model: Model) => (isLog(model) ? "logWidth" : "width");

function chosenByLibrary(model: Model): number {
  const [first] = shownOf(model);
  return (isLog(model) ? first?.defaultLogWidth : first?.defaultWidth) ?? 1;
}

/** A slider for σ on a logarithmic scale, and a button back to the library's own σ. */
function widthControls(context: Context): readonly HTMLElement[] {
  const { model, signal } = context;
  const { parts } = slider(context, {
    name: "width",
    label: "smoothing width σ",
    range: () => {
      const [min, max] = widthRange(model).map(Math.log10) as [number, number];
      return { min, max, step: (max - min) / 200 };
    },
    position: () => Math.log10(model.get(keyOf(model))),
    move: (position) => model.set({ [keyOf(model)]: Number((10 ** position).toPrecision(4)) }),
    text: () => `${short(model.get(keyOf(model)), 3)}${isLog(model) ? " of ln |λ|" : ""}`,
  });
  const reset = element("button", "button eigenscape-width-reset", { type: "button" }, "reset");
  reset.title = "back to the width that the library chose";
  const show = (): void => {
    reset.disabled = model.get(keyOf(model)) === chosenByLibrary(model);
  };
  show();
  model.onChange(show, signal);
  const back = (): void => model.set({ [keyOf(model)]: chosenByLibrary(model) });
  reset.addEventListener("click", back, { signal });
  return [...parts, reset];
}

/** From far below to far above the library's choice, and never past a quarter of the picture. */
function widthRange(model: Model): [number, number] {
  const [chosen, now] = [chosenByLibrary(model), model.get(keyOf(model))];
  if (isLog(model)) return [Math.min(chosen / 30, now), Math.max(chosen * 30, now)];
  const [low, high] = nodeRange(shownOf(model));
  const span = high - low;
  return [
    Math.min(chosen / 30, span / 2000, now),
    Math.max(Math.min(chosen * 30, span / 4), chosen, now),
  ];
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

const short = (value: number, digits = 5): string => String(Number(value.toPrecision(digits)));

/**
 * The live eigenvalue density of one spectrum, or of several, such as those of layers. Nodes and
 * weights go to the browser once, as binary; a slider there changes the smoothing width σ without
 * asking the kernel, and `width` here follows, so that code can go on with the width that the eye
 * found. A click on an eigenvalue is an event: `density.on("select", ({ value, index }) => …)`.
 */
import type { DensityInput } from "../src/figures/densityInput.js";
import type { DensityState, SpectrumState } from "./contract.js";
import { checkOneOf, checkPositive, isNames, isOneOf, isPositive } from "./figures/checks.js";
import { densityFigure } from "./figures/densityFigure.js";
import { FigureWidget } from "./figures/figureWidget.js";
import { spectrumState } from "./figures/spectrumState.js";

export interface EigenvalueDensityWidgetOptions {
  /** σ at the beginning; the spectrum's own default when left out. Of ln |λ| on a logarithmic axis. */
  readonly width?: number;
  /** Of the density. Default "log". */
  readonly scale?: DensityState["scale"];
  /** Of the eigenvalues. Default "linear". */
  readonly axis?: DensityState["axis"];
  /** Names of the spectra that are drawn at first. Default: the first one. */
  readonly shown?: readonly string[];
}

/** One spectrum, or several by their names. */
export type SpectraInput = DensityInput | Readonly<Record<string, DensityInput>>;

const scales = ["log", "linear"] as const;
/** As many as have colours of their own. */
const most = 4;

export class EigenvalueDensity extends FigureWidget<DensityState> {
  constructor(
    input: SpectraInput,
    { width, scale = "log", axis = "linear", shown }: EigenvalueDensityWidgetOptions = {},
  ) {
    const spectra = spectraOf(input);
    const [first] = spectra;
    if (width !== undefined) checkPositive("EigenvalueDensity", "width", width);
    if (shown !== undefined) checkShown(shown, spectra);
    checkOneOf("EigenvalueDensity", "scale", scale, scales);
    checkOneOf("EigenvalueDensity", "axis", axis, scales);
    super({
      name: "EigenvalueDensity",
      state: {
        spectra,
        shown: shown ?? [first.name],
        width: axis === "linear" && width !== undefined ? width : first.defaultWidth,
        logWidth: axis === "log" && width !== undefined ? width : first.defaultLogWidth,
        axis,
        scale,
        selection: null,
      },
      draw: densityFigure,
      checks: {
        width: isPositive,
        logWidth: isPositive,
        scale: isOneOf(scales),
        axis: isOneOf(scales),
        shown: isNames(most),
        spectra: () => false,
      },
    });
  }

  /** σ of the smoothing Gaussian, where the slider stands; of ln |λ| on a logarithmic axis. */
  get width(): number {
    return this.get(this.#widthKey);
  }

  set width(width: number) {
    checkPositive("EigenvalueDensity", "width", width);
    this.set({ [this.#widthKey]: width });
  }

  get scale(): DensityState["scale"] {
    return this.get("scale");
  }

  set scale(scale: DensityState["scale"]) {
    checkOneOf("EigenvalueDensity", "scale", scale, scales);
    this.set({ scale });
  }

  get axis(): DensityState["axis"] {
    return this.get("axis");
  }

  set axis(axis: DensityState["axis"]) {
    checkOneOf("EigenvalueDensity", "axis", axis, scales);
    this.set({ axis });
  }

  /** Names of the spectra that are drawn. */
  get shown(): readonly string[] {
    return this.get("shown");
  }

  set shown(shown: readonly string[]) {
    checkShown(shown, this.get("spectra"));
    this.set({ shown });
  }

  /** Shows another spectrum, for example a later one of the same training; σ stays. */
  show(input: SpectraInput): void {
    const spectra = spectraOf(input);
    const kept = this.shown.filter((name) => spectra.some((spectrum) => spectrum.name === name));
    this.set({ spectra, shown: kept.length > 0 ? kept : [spectra[0].name], selection: null });
  }

  get #widthKey(): "width" | "logWidth" {
    return this.axis === "log" ? "logWidth" : "width";
  }
}

function spectraOf(input: SpectraInput): readonly [SpectrumState, ...SpectrumState[]] {
  const named = isOne(input) ? [["spectrum", input] as const] : Object.entries(input);
  const [first, ...others] = named.map(([name, spectrum]) => spectrumState(name, spectrum));
  if (first !== undefined) return [first, ...others];
  throw new RangeError("EigenvalueDensity: number of spectra must be ≥ 1, got 0");
}

function isOne(input: SpectraInput): input is DensityInput {
  return Array.isArray(input["probes"]);
}

function checkShown(shown: readonly string[], spectra: readonly SpectrumState[]): void {
  const known = spectra.map(({ name }) => name);
  if (isNames(most)(shown) && shown.every((name) => known.includes(name))) return;
  throw new RangeError(
    `EigenvalueDensity: shown must be 1 to ${most} of ${known.join(", ")}, got ${shown.join(", ") || "none"}`,
  );
}

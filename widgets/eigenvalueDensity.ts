/**
 * The live eigenvalue density of a spectrum. Nodes and weights go to the browser once, as binary;
 * a slider there changes the smoothing width σ without asking the kernel, and `width` here
 * follows, so that code can go on with the width that the eye found.
 */
import type { DensityInput } from "../src/figures/densityInput.js";
import type { DensityState } from "./contract.js";
import { Widget } from "./widget.js";

export interface EigenvalueDensityWidgetOptions {
  /** σ at the beginning; the spectrum's own default when left out. */
  readonly width?: number;
  readonly scale?: DensityState["scale"];
}

export class EigenvalueDensity extends Widget<DensityState> {
  constructor(
    spectrum: DensityInput,
    { width, scale = "log" }: EigenvalueDensityWidgetOptions = {},
  ) {
    const content = densityContent(spectrum);
    if (width !== undefined) checkWidth(width);
    super({
      name: "EigenvalueDensity",
      state: { ...content, width: width ?? content.defaultWidth, scale },
      checks: { width: isWidth, scale: isScale },
      text: `EigenvalueDensity of ${spectrum.label || "a spectrum"}`,
    });
  }

  /** σ of the smoothing Gaussian, where the slider stands. */
  get width(): number {
    return this.get("width");
  }

  set width(width: number) {
    checkWidth(width);
    this.set({ width });
  }

  get scale(): DensityState["scale"] {
    return this.get("scale");
  }

  set scale(scale: DensityState["scale"]) {
    this.set({ scale });
  }

  /** Shows another spectrum, for example a later one of the same training; σ stays. */
  show(spectrum: DensityInput): void {
    this.set(densityContent(spectrum));
  }
}

function densityContent(spectrum: DensityInput): Omit<DensityState, "width" | "scale"> {
  const { width } = spectrum.density();
  return {
    probes: spectrum.probes.map(({ nodes, weights, residuals }) => ({ nodes, weights, residuals })),
    size: spectrum.size,
    label: spectrum.label || null,
    samples: spectrum.samples ?? null,
    defaultWidth: width,
  };
}

function isWidth(value: unknown): boolean {
  return typeof value === "number" && value > 0 && Number.isFinite(value);
}

function isScale(value: unknown): boolean {
  return value === "log" || value === "linear";
}

function checkWidth(width: number): void {
  if (isWidth(width)) return;
  throw new RangeError(`EigenvalueDensity: width must be a finite number > 0, got ${width}`);
}

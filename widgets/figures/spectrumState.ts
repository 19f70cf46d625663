/**
 * A spectrum as it travels: nodes, weights and residuals. In the browser it is the input of the
 * density figure again, computed there for any width by the library's own function.
 */
import type { DensityInput } from "../../src/figures/densityInput.js";
import { density } from "../../src/spectrum/density.js";
import type { SpectrumState } from "../contract.js";
import { densityGrid } from "./densityGrid.js";

/** @param name Which of several it is. */
export function spectrumState(name: string, spectrum: DensityInput): SpectrumState {
  return {
    name,
    probes: spectrum.probes.map(({ nodes, weights, residuals }) => ({ nodes, weights, residuals })),
    size: spectrum.size,
    label: spectrum.label || null,
    samples: spectrum.samples ?? null,
    defaultWidth: spectrum.density().width,
    defaultLogWidth: spectrum.density({ axis: "log" }).width,
  };
}

export function densityInput(spectrum: SpectrumState): DensityInput {
  const { probes, size, label, samples, defaultWidth } = spectrum;
  return {
    probes,
    size,
    label: label ?? undefined,
    samples: samples ?? undefined,
    density({ axis, ...options } = {}) {
      if (axis === "log") return density({ probes, size }, { axis, ...options });
      const { width = defaultWidth, grid = pointsFor(spectrum, width) } = options;
      return density({ probes, size }, { width, grid });
    },
  };
}

/** From the smallest to the largest Ritz value. */
export function nodeRange(spectra: readonly Pick<SpectrumState, "probes">[]): [number, number] {
  const nodes = spectra.flatMap(({ probes }) => probes.map((probe) => probe.nodes));
  const low = Math.min(...nodes.map((values) => values[0] ?? 0));
  const high = Math.max(...nodes.map((values) => values[values.length - 1] ?? 0));
  return [low, high];
}

/** The interval is that of narrow widths until the slider needs more: the axis mostly stays. */
function pointsFor(spectrum: SpectrumState, width: number): Float64Array {
  const [low, high] = nodeRange([spectrum]);
  const margin = Math.max(0.03 * (high - low), 4 * spectrum.defaultWidth, 3 * width);
  const nodes = spectrum.probes.flatMap((probe) => [...probe.nodes]);
  return densityGrid(nodes, width, [low - margin, high + margin]);
}

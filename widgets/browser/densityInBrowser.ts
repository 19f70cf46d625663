/**
 * A density that needs no kernel: the state of the widget as the input of the figure, computed
 * here for any width by the library's own function.
 */
import type { DensityInput } from "../../src/figures/densityInput.js";
import { density } from "../../src/spectrum/density.js";
import type { DensityState } from "../contract.js";
import { densityGrid } from "./densityGrid.js";

export type DensityContent = Pick<
  DensityState,
  "probes" | "size" | "label" | "samples" | "defaultWidth"
>;

export function densityInBrowser(content: DensityContent): DensityInput {
  const { probes, size, label, samples, defaultWidth } = content;
  const range = nodeRange(content);
  return {
    probes,
    size,
    label: label ?? undefined,
    samples: samples ?? undefined,
    density({ width = defaultWidth, grid = pointsFor(content, width, range) } = {}) {
      return density(probes, { width, grid });
    },
  };
}

/** The interval that the figure shows; it does not depend on the slider, so the axis stays. */
export function nodeRange({ probes, defaultWidth }: DensityContent): [number, number] {
  const low = Math.min(...probes.map(({ nodes }) => nodes[0] ?? 0));
  const high = Math.max(...probes.map(({ nodes }) => nodes[nodes.length - 1] ?? 0));
  const margin = Math.max(0.03 * (high - low), 4 * defaultWidth);
  return [low - margin, high + margin];
}

function pointsFor({ probes }: DensityContent, width: number, range: [number, number]) {
  return densityGrid(
    probes.flatMap(({ nodes }) => [...nodes]),
    width,
    range,
  );
}

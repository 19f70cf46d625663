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
  return {
    probes,
    size,
    label: label ?? undefined,
    samples: samples ?? undefined,
    density({ axis, ...options } = {}) {
      if (axis === "log") return density({ probes, size }, { axis, ...options });
      const { width = defaultWidth, grid = pointsFor(content, width) } = options;
      return density({ probes, size }, { width, grid });
    },
  };
}

/** From the smallest to the largest Ritz value. */
export function nodeRange({ probes }: Pick<DensityContent, "probes">): [number, number] {
  const low = Math.min(...probes.map(({ nodes }) => nodes[0] ?? 0));
  const high = Math.max(...probes.map(({ nodes }) => nodes[nodes.length - 1] ?? 0));
  return [low, high];
}

/** The interval is that of narrow widths until the slider needs more: the axis mostly stays. */
function pointsFor({ probes, defaultWidth }: DensityContent, width: number): Float64Array {
  const [low, high] = nodeRange({ probes });
  const margin = Math.max(0.03 * (high - low), 4 * defaultWidth, 3 * width);
  const nodes = probes.flatMap((probe) => [...probe.nodes]);
  return densityGrid(nodes, width, [low - margin, high + margin]);
}

/** Live heat maps of weights: boxes choose layers, a slider the moment. */
import type { SparsityHeatmapInput } from "../src/figures/sparsityHeatmap.js";
import type { SparsityState } from "./contract.js";
import { isIndex, isNames } from "./figures/checks.js";
import { FigureWidget } from "./figures/figureWidget.js";
import { float64Input } from "./figures/float64Input.js";
import { allSparsity, atFrame } from "./figures/inputFigures.js";
import { lastFrame } from "./figures/momentOf.js";

export interface SparsityHeatmapWidgetOptions {
  /** Names of the layers that are drawn at first. Default: all, or the first nine. */
  readonly shown?: readonly string[];
}

export class SparsityHeatmap extends FigureWidget<SparsityState> {
  constructor(input: SparsityHeatmapInput, { shown }: SparsityHeatmapWidgetOptions = {}) {
    super({
      name: "SparsityHeatmap",
      state: content(input, shown),
      draw: atFrame(allSparsity),
      checks: { input: () => false, shown: isNames(9), frame: isIndex },
    });
  }

  /** Shows other weights; layers of the same name stay chosen. */
  show(input: SparsityHeatmapInput): void {
    const names = input.layers.map(({ name }) => name);
    const kept = this.get("shown").filter((name) => names.includes(name));
    this.set(content(input, kept.length > 0 ? kept : undefined));
  }
}

function content(input: SparsityHeatmapInput, shown?: readonly string[]): SparsityState {
  const names = input.layers.map(({ name }) => name).slice(0, 9);
  const state = { input: float64Input(input), shown: shown ?? names, frame: 0, selection: null };
  return { ...state, frame: lastFrame(allSparsity(state)) };
}

/** The live loss along a path; its slider, or a click, chooses a place, which is an event with its t. */
import type { LossPathInput } from "../src/figures/lossPath.js";
import type { LossPathState } from "./contract.js";
import { checkOneOf, isOneOf } from "./figures/checks.js";
import { FigureWidget } from "./figures/figureWidget.js";
import { float64Input } from "./figures/float64Input.js";
import { lossFigure } from "./figures/inputFigures.js";

export interface LossPathWidgetOptions {
  /** Of the loss. Default "linear". */
  readonly scale?: LossPathState["scale"];
}

const scales = ["linear", "log"] as const;

export class LossPath extends FigureWidget<LossPathState> {
  constructor(input: LossPathInput, { scale = "linear" }: LossPathWidgetOptions = {}) {
    checkOneOf("LossPath", "scale", scale, scales);
    super({
      name: "LossPath",
      state: { input: float64Input(input), scale, selection: null },
      draw: lossFigure,
      checks: { input: () => false, scale: isOneOf(scales) },
    });
  }

  /** Shows another path; the scale stays. */
  show(input: LossPathInput): void {
    this.set({ input: float64Input(input), selection: null });
  }
}

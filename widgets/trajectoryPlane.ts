/** The live plane of losses with an optimizer's path; a click on a point of it is an event with its step. */
import { ownScale, type TrajectoryPlaneInput } from "../src/figures/trajectoryPlane.js";
import type { TrajectoryState } from "./contract.js";
import { checkOneOf, isIndex, isOneOf } from "./figures/checks.js";
import { FigureWidget } from "./figures/figureWidget.js";
import { float64Input } from "./figures/float64Input.js";
import { trajectoryFigure } from "./figures/inputFigures.js";

export interface TrajectoryPlaneWidgetOptions {
  readonly kind?: TrajectoryState["kind"];
  /** Of the loss. Default: that of the figure. */
  readonly scale?: TrajectoryState["scale"];
}

const kinds = ["contour", "surface"] as const;
const scales = ["log", "linear"] as const;

export class TrajectoryPlane extends FigureWidget<TrajectoryState> {
  constructor(
    input: TrajectoryPlaneInput,
    { kind = "contour", scale = ownScale(input.plane) }: TrajectoryPlaneWidgetOptions = {},
  ) {
    checkOneOf("TrajectoryPlane", "kind", kind, kinds);
    checkOneOf("TrajectoryPlane", "scale", scale, scales);
    super({
      name: "TrajectoryPlane",
      state: { ...content(input), kind, scale },
      draw: trajectoryFigure,
      checks: { input: () => false, kind: isOneOf(kinds), scale: isOneOf(scales), until: isIndex },
    });
  }

  /** Shows another input; kind and scale stay. */
  show(input: TrajectoryPlaneInput): void {
    this.set(content(input));
  }
}

function content(
  input: TrajectoryPlaneInput,
): Pick<TrajectoryState, "input" | "until" | "selection"> {
  return { input: float64Input(input), until: input.path?.step.length ?? 0, selection: null };
}

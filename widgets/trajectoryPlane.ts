/**
 * The live plane of losses with an optimizer's path; a click on a point of it is an event with its step. Who drags the plane
 * tells a region: `plane.on("region", (region) => …)` evaluates the loss there and gives it to `update`.
 */
import { ownScale } from "../src/figures/planeField.js";
import type { PlaneGrid } from "../src/figures/planeGrid.js";
import type { TrajectoryPlaneInput } from "../src/figures/trajectoryPlane.js";
import type { PlaneRegion, TrajectoryState } from "./contract.js";
import { checkOneOf, isIndex, isOneOf, isRange } from "./figures/checks.js";
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
      checks: {
        input: () => false,
        kind: isOneOf(kinds),
        scale: isOneOf(scales),
        until: isIndex,
        region: isRegion,
      },
    });
  }

  /** What the reader looks at, or null for the whole of grid and path. */
  get region(): PlaneRegion | null {
    return this.get("region");
  }

  set region(region: PlaneRegion | null) {
    if (!isRegion(region)) {
      const got = JSON.stringify(region);
      throw new RangeError(
        `TrajectoryPlane: region must be null or have two ascending ranges alpha and beta, got ${got}`,
      );
    }
    this.set({ region });
  }

  /** Shows another input, the whole of it; kind and scale stay. */
  show(input: TrajectoryPlaneInput): void {
    this.set(content(input));
  }

  /** Losses at other points of the same plane, such as those of a region; all else stays as it is. */
  update(plane: PlaneGrid): void {
    const input = float64Input({ ...this.get("input"), plane });
    const scale = plane.loss.every((loss) => loss > 0) ? this.get("scale") : "linear";
    trajectoryFigure({ ...content(input), kind: this.get("kind"), scale }); // throws before it is shown
    this.set({ input, scale });
  }
}

function isRegion(value: unknown): value is PlaneRegion | null {
  if (value === null) return true;
  const { alpha, beta } = (value ?? {}) as { alpha?: unknown; beta?: unknown };
  return isRange(alpha) && isRange(beta);
}

function content(
  input: TrajectoryPlaneInput,
): Pick<TrajectoryState, "input" | "until" | "selection" | "region"> {
  const until = input.path?.step.length ?? 0;
  return { input: float64Input(input), until, selection: null, region: null };
}

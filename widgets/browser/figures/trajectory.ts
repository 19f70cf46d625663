/** Controls and points of the plane of losses. */
import type { PathPoint, TrajectoryState } from "../../contract.js";
import { trajectoryFigure } from "../../figures/inputFigures.js";
import type { DrawnPoint, LiveFigure } from "../liveFigure.js";
import { checkbox } from "../parts/checkbox.js";
import { menu } from "../parts/menu.js";
import { timeSlider } from "../parts/timeSlider.js";
import type { RenderContext } from "../render.js";
import { regionAfter, regionButtons } from "./planeRegion.js";

export const liveTrajectory: LiveFigure<TrajectoryState> = {
  name: "trajectory-plane",
  keys: ["input", "kind", "scale", "until", "region"],
  draw: trajectoryFigure,
  controls: (context) => [
    menu(context, {
      key: "kind",
      label: "drawn as",
      choices: [
        ["contour", "contours"],
        ["surface", "surface"],
      ],
    }),
    checkbox(context, {
      key: "scale",
      label: "log loss",
      on: "log",
      off: "linear",
      enabled: () => context.model.get("input").plane.loss.every((loss) => loss > 0),
    }),
    pathSlider(context),
    regionButtons(context),
  ],
  pick: pickStep,
  describe: ({ step, index }) => `point ${index} of the path, step ${step}`,
  zoomed: ({ kind, region }) => kind + JSON.stringify(region),
  dragged: regionAfter,
};

function pathSlider(context: RenderContext<TrajectoryState>): HTMLElement {
  const { model } = context;
  const steps = (): ArrayLike<number> => model.get("input").path?.step ?? [];
  return timeSlider(context, {
    label: "path up to step",
    count: () => steps().length,
    position: () => Math.max(0, model.get("until") - 1),
    move: (index) => model.set({ until: index + 1 }),
    text: (index) => String(steps()[index] ?? ""),
  });
}

/** Points of the path know their step, which is told apart by its place. */
function pickStep(
  { trace, customdata }: DrawnPoint,
  { input }: TrajectoryState,
): PathPoint | undefined {
  const steps = input.path?.step;
  if (steps === undefined || trace.mode !== "lines+markers") return undefined;
  const step = Number(customdata[0]);
  const index = Array.from(steps).indexOf(step);
  return index < 0 ? undefined : { index, step };
}

/**
 * A training run as a film with a slider: at each step the spectrum, where the optimizer is on the plane of losses, and loss
 * and sharpness, on axes that all steps share. It plays without a kernel. `film` of the room video makes a file of the same.
 */
import { animation, animationLayout, sliderHeight } from "./animation.js";
import { Figure } from "./figure.js";
import type { TrainingFilmInput } from "./filmInput.js";
import { filmScene, type TrainingFilmOptions } from "./filmScene.js";
import type { AnyTrace, Layout } from "./plotlyJson.js";
import { legendBelow } from "./theme.js";

/** Together at most 200 kB. */
const limits = { moments: 40, plane: 41, path: 60, bytes: 110_000 };

export function trainingFilmFigure(
  input: TrainingFilmInput,
  options: TrainingFilmOptions = {},
): Figure<AnyTrace> {
  const caller = "trainingFilmFigure";
  const scene = filmScene(caller, input, options, limits);
  const { moments, still, palette } = scene;
  const moving = scene.moving(moments);
  const drawn = moments.map((moment, i) => ({
    step: moment.step,
    subtitle: scene.title(moment).subtitle?.text,
    data: [...still, ...moving[i]] as readonly AnyTrace[],
  }));
  const animated = animation(
    caller,
    drawn,
    ({ x, y, customdata }) => ({ x, y, ...(customdata && { customdata }) }),
    still.length,
  );
  const names = moments.map(({ step }) => String(step));
  const last = moments[moments.length - 1];
  const slider = moments.length > 1 ? sliderHeight : 0;
  const below = legendBelow({ height: scene.height + slider, rows: 2, slider });
  const layout: Layout = {
    ...scene.layout,
    ...below,
    margin: { ...below.margin, r: scene.right },
    title: scene.title(last),
    ...(slider > 0 && animationLayout(names, { palette, prefix: "step ", below: 116 })),
  };
  return new Figure({ ...animated, layout }, scene.finding);
}

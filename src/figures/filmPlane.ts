/** The plane in a training film: losses, the whole path, and how far it has come. */
import { pickFrames } from "./animation.js";
import type { TrainingFilmInput } from "./filmInput.js";
import { pathOf, placeAt, type FilmPlace } from "./filmMoments.js";
import type { FilmPart, FilmStyle } from "./filmPart.js";
import type { Palette } from "./palette.js";
import { checkPlane, ownScale, planeField, rangeAround } from "./planeField.js";
import type { Trace } from "./plotlyJson.js";
import { fieldAxis } from "./theme.js";
import { significant } from "./thin.js";
import type { TrajectoryInput } from "./trajectoryPath.js";

export function filmPlane(
  caller: string,
  input: TrainingFilmInput,
  { palette, lossScale, limits }: FilmStyle,
): FilmPart[] {
  const { plane } = input;
  if (!plane) return [];
  const path = pathOf(input);
  const scale = lossScale ?? ownScale(plane);
  checkPlane(caller, plane, scale);
  const { labels, alpha, beta } = plane;
  const points = path && pathPoints(path, limits.path);
  const { field } = planeField(plane, { kind: "contour", scale, palette, points: limits.plane });
  const x = { ...fieldAxis(palette, `α: ${labels[0]}`), range: rangeAround(alpha, path?.alpha) };
  const y = { ...fieldAxis(palette, `β: ${labels[1]}`), range: rangeAround(beta, path?.beta) };
  const part: FilmPart = {
    panels: [{ name: "plane", x, y }],
    still: (panels) =>
      [field, ...(points ? [wholePath(points, palette)] : [])].map((trace) => ({
        ...trace,
        ...panels.on("plane"),
      })),
    moving: (drawn, panels) =>
      drawn.map((moment) =>
        (path && points
          ? travelled(points, placeAt(caller, path, moment.step), moment.step, palette)
          : []
        ).map((trace) => ({
          ...trace,
          ...panels.on("plane"),
        })),
      ),
  };
  return [part];
}

interface PathPoint {
  readonly step: number;
  readonly alpha: number;
  readonly beta: number;
}

function pathPoints({ step, alpha, beta }: TrajectoryInput, most: number): PathPoint[] {
  const all = Array.from(step, (s, i) => ({ step: s, alpha: alpha[i], beta: beta[i] }));
  return [...pickFrames(all, most)];
}

const line = (points: readonly Omit<PathPoint, "step">[]): Pick<Trace, "x" | "y"> => ({
  x: significant(points.map(({ alpha }) => alpha)),
  y: significant(points.map(({ beta }) => beta)),
});

function wholePath(points: readonly PathPoint[], { series }: Palette): Trace {
  return {
    type: "scatter",
    name: "path",
    mode: "lines",
    ...line(points),
    line: { color: series[1], width: 1, dash: "dot" },
    hoverinfo: "skip",
  };
}

/** The path up to a step, and where it is. */
function travelled(
  points: readonly PathPoint[],
  place: FilmPlace,
  step: number,
  palette: Palette,
): Trace[] {
  const past = [...points.filter((point) => point.step < step), place];
  const color = palette.series[1];
  return [
    {
      type: "scatter",
      name: "path so far",
      showlegend: false,
      mode: "lines",
      ...line(past),
      line: { color, width: 2.5 },
      hoverinfo: "skip",
    },
    {
      type: "scatter",
      name: "this step",
      mode: "markers",
      ...line([place]),
      customdata: [[...significant([place.loss, place.projectedLoss, place.distance], 4)]],
      marker: {
        color: palette.series[3],
        size: 13,
        symbol: "diamond",
        line: { color: palette.paper, width: 1.5 },
      },
      hovertemplate:
        "loss %{customdata[0]}, on the plane %{customdata[1]}" +
        "<br>%{customdata[2]} off the plane<extra></extra>",
    },
  ];
}

/** The optimizer's path over a plane of losses: one line with markers, and its two ends. */
import { short } from "./describe.js";
import type { Palette } from "./palette.js";
import type { SpaceCurve, Trace } from "./plotlyJson.js";
import { evenIndices } from "./planeGrid.js";
import { significant } from "./thin.js";

/** One entry for each point of the path. */
export interface TrajectoryInput {
  /** Coordinates of the foot of the perpendicular. */
  readonly alpha: ArrayLike<number>;
  readonly beta: ArrayLike<number>;
  /** Where the optimizer was. */
  readonly loss: ArrayLike<number>;
  /** On the plane. */
  readonly projectedLoss: ArrayLike<number>;
  /** From the plane, in the norm of the parameters. */
  readonly distance: ArrayLike<number>;
  readonly step: ArrayLike<number>;
  /** Share of its squared displacement that lies in the plane, in [0, 1]. */
  readonly explained?: number | undefined;
}

/** How much of the path the plane shows, where that is known: to be printed with the figure. */
export function explainedLine(path: TrajectoryInput | undefined): string[] {
  if (path?.explained === undefined) return [];
  const { explained, distance } = path;
  const furthest = Array.from(distance).reduce((a, b) => Math.max(a, b), 0);
  const share = `${short(100 * explained)} % of its squared displacement on the plane`;
  return [`path: ${share}, at most ${short(furthest)} off it`];
}

/** More markers than these run into each other. */
const most = 400;

/** Diameters of markers on the plane and of the one that is furthest off. */
const [least, largest] = [5, 15];

/** @param height Of a loss above the plane, where the path is drawn in space. */
export function trajectoryTraces(
  path: TrajectoryInput,
  palette: Palette,
  height?: (loss: number) => number,
): (Trace | SpaceCurve)[] {
  const kept = evenIndices(path.alpha.length, most);
  if (kept.at(-1) !== path.alpha.length - 1) kept.push(path.alpha.length - 1);
  const pick = (values: ArrayLike<number>): number[] => significant(kept.map((i) => values[i]));
  const furthest = kept.reduce((a, i) => Math.max(a, path.distance[i]), 0);
  const size = kept.map((i) =>
    Number((least + ((largest - least) * path.distance[i]) / (furthest || 1)).toPrecision(3)),
  );
  const color = palette.series[1];
  const line = {
    name: furthest > 0 ? `path; diameter: distance, at most ${short(furthest)}` : "path",
    mode: "lines+markers" as const,
    x: pick(path.alpha),
    y: pick(path.beta),
    customdata: kept.map((i) => [
      path.step[i],
      ...significant([path.loss[i], path.projectedLoss[i], path.distance[i]], 4),
    ]),
    line: { color, width: 2 },
    hovertemplate:
      "step %{customdata[0]}<br>loss %{customdata[1]}, on the plane %{customdata[2]}" +
      "<br>%{customdata[3]} off the plane<extra></extra>",
  };
  if (height)
    return [
      inSpace(
        line,
        kept.map((i) => height(path.projectedLoss[i])),
        size,
      ),
    ];
  const marker = { color, size, opacity: 1 as const, line: { color: palette.paper, width: 1 } };
  return [{ ...line, type: "scatter", marker }, ends(line, palette)];
}

function inSpace(
  line: Omit<SpaceCurve, "type" | "z" | "marker">,
  heights: readonly number[],
  size: readonly number[],
): SpaceCurve {
  // A hair above the surface, which would hide half of the line.
  const lift = 0.03 * (Math.max(...heights) - Math.min(...heights));
  const z = significant(heights.map((at) => at + lift));
  // Half as large: in space, markers hide what lies behind them.
  const halves = significant(
    size.map((d) => d / 2),
    3,
  );
  const marker = { color: line.line?.color ?? "", size: halves, opacity: 1 as const };
  return { ...line, type: "scatter3d", z, marker };
}

/** Where the path begins and where it ends. */
function ends({ x, y }: Pick<Trace, "x" | "y">, { series, paper }: Palette): Trace {
  const last = x.length - 1;
  return {
    type: "scatter",
    name: "its end",
    mode: "markers",
    x: [x[last]],
    y: [y[last]],
    marker: {
      color: series[3],
      size: 12,
      symbol: "diamond",
      line: { color: paper, width: 1.5 },
    },
    hoverinfo: "skip",
  };
}

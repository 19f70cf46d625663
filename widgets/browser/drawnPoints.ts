/** The points of a figure that a person can choose, in the order of drawing, and the mark of one. */
import type { Theme } from "../../src/figures/palette.js";
import { palettes } from "../../src/figures/palette.js";
import type { Selectable, SelectionOf } from "../contract.js";
import type { DrawnPoint, DrawnTrace, LiveFigure } from "./liveFigure.js";
import type { FigureJson } from "./plotPanel.js";

export interface Choosable<Selection> {
  readonly point: DrawnPoint;
  readonly selection: Selection;
  /** Its selection in one word, to compare. */
  readonly key: string;
}

export function choosablePoints<State extends Selectable>(
  { data }: FigureJson,
  { pick }: LiveFigure<State>,
  state: State,
): readonly Choosable<SelectionOf<State>>[] {
  if (pick === undefined) return [];
  return (data as readonly DrawnTrace[]).flatMap((trace, curve) =>
    (trace.x ?? []).flatMap((x, index) => {
      const customdata = trace.customdata?.[index] ?? [];
      const point = { trace, curve, index, x, y: trace.y?.[index], customdata };
      const selection = pick(point, state);
      return selection === undefined ? [] : [{ point, selection, key: keyOf(selection) }];
    }),
  );
}

/** Of points that stand for the same, such as those of an edge, the one in the middle. */
export function distinct<Selection>(
  points: readonly Choosable<Selection>[],
): readonly Choosable<Selection>[] {
  const runs = new Map<string, Choosable<Selection>[]>();
  for (const point of points) {
    const run = runs.get(point.key);
    if (run) run.push(point);
    else runs.set(point.key, [point]);
  }
  return [...runs.values()].flatMap((run) => run.slice(run.length >> 1).slice(0, 1));
}

export const keyOf = (selection: object | null): string => JSON.stringify(selection);

/** The same figure with a ring around a point. */
export function withRing(
  figure: FigureJson,
  chosen: Choosable<unknown> | undefined,
  theme: Theme,
): FigureJson {
  if (chosen === undefined || chosen.point.trace.type !== "scatter") return figure;
  const { trace, x, y } = chosen.point;
  const color = palettes[theme].text;
  const ring = {
    type: "scatter",
    name: "chosen",
    mode: "markers",
    x: [x],
    y: [y],
    ...(trace.xaxis && { xaxis: trace.xaxis }),
    ...(trace.yaxis && { yaxis: trace.yaxis }),
    marker: { symbol: "circle-open", size: 18, color, line: { width: 2.5, color } },
    hoverinfo: "skip",
    showlegend: false,
  };
  return { ...figure, data: [...(figure.data as readonly unknown[]), ring] };
}

/** The points of a figure that a person can choose, in the order of drawing, and the mark of one. */
import type { Theme } from "../../src/figures/palette.js";
import { palettes } from "../../src/figures/palette.js";
import type { Selectable, SelectionOf } from "../contract.js";
import type { DrawnPoint, DrawnTrace, LiveFigure } from "./liveFigure.js";
import type { FigureJson } from "./plotPanel.js";

export interface Choosable<Selection> {
  readonly curve: number;
  readonly point: DrawnPoint;
  readonly selection: Selection;
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
      const point = { trace, index, x, y: trace.y?.[index], customdata };
      const selection = pick(point, state);
      return selection === undefined ? [] : [{ curve, point, selection }];
    }),
  );
}

/** The same figure with a ring around a point. */
export function withRing(
  figure: FigureJson,
  chosen: Choosable<unknown> | undefined,
  theme: Theme,
): FigureJson {
  if (chosen === undefined || chosen.point.trace.type !== "scatter") return figure;
  const { trace, x, y } = chosen.point;
  const ring = {
    type: "scatter",
    name: "chosen",
    mode: "markers",
    x: [x],
    y: [y],
    ...(trace.xaxis && { xaxis: trace.xaxis }),
    ...(trace.yaxis && { yaxis: trace.yaxis }),
    marker: {
      symbol: "circle-open",
      size: 18,
      color: palettes[theme].text,
      line: { width: 2.5, color: palettes[theme].text },
    },
    hoverinfo: "skip",
    showlegend: false,
  };
  return { ...figure, data: [...(figure.data as readonly unknown[]), ring] };
}

export function sameSelection(a: object | null, b: object | null): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

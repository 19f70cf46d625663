/** The points of a figure that a person can choose, in the order of drawing, and the mark of one. */
import type { Theme } from "../../src/figures/palette.js";
import { palettes } from "../../src/figures/palette.js";
import type { Selectable, SelectionOf } from "../contract.js";
import type { DrawnPoint, DrawnTrace, LiveFigure, Place } from "./liveFigure.js";
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

/** Traces in the plane; those in space take no rings. */
const flat: readonly (string | undefined)[] = ["scatter", "heatmap"];

/** The same figure with a ring around a point. */
export function withRing(figure: FigureJson, place: Place | undefined, theme: Theme): FigureJson {
  if (place === undefined || !flat.includes(place.trace.type)) return figure;
  const { trace, x, y } = place;
  const { paper, text } = palettes[theme];
  // On a field, a wide ring of the page's colour below: one of the two is seen on every colour of the scale.
  const rings = [
    ...(trace.type === "heatmap" ? [{ color: paper, width: 6.5 }] : []),
    { color: text, width: 2.5 },
  ];
  const color = rings.map((ring) => ring.color);
  const ring = {
    type: "scatter",
    name: "chosen",
    mode: "markers",
    x: rings.map(() => x),
    y: rings.map(() => y),
    ...(trace.xaxis && { xaxis: trace.xaxis }),
    ...(trace.yaxis && { yaxis: trace.yaxis }),
    marker: {
      symbol: "circle-open",
      size: 18,
      color,
      line: { width: rings.map(({ width }) => width), color },
    },
    hoverinfo: "skip",
    showlegend: false,
  };
  return { ...figure, data: [...(figure.data as readonly unknown[]), ring] };
}

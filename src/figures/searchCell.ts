/**
 * The cell of an architecture search as a graph, from left to right. An edge is an operation; its width and colour are the
 * norm of its group of weights, and what is exactly zero is dotted: the search has removed it.
 */
import { checkInteger } from "../core/check.js";
import { animation, animationLayout, sliderHeight } from "./animation.js";
import { cellPlaces, type CellPlaces } from "./cellPlaces.js";
import { colourAt } from "./colorScale.js";
import { short } from "./describe.js";
import { Figure } from "./figure.js";
import type { Palette, Theme } from "./palette.js";
import { palettes } from "./palette.js";
import type { Layout, Trace } from "./plotlyJson.js";
import { baseLayout, baseTitle, legendBelow } from "./theme.js";
import { significant } from "./thin.js";

export interface SearchCellEdge {
  /** Names of nodes. */
  readonly from: string;
  readonly to: string;
  readonly operation: string;
  /** One for each step, or of one moment. */
  readonly norm: number | ArrayLike<number>;
}

export interface SearchCellInput {
  /** In an order in which edges lead forwards. */
  readonly nodes: readonly string[];
  readonly edges: readonly SearchCellEdge[];
  readonly steps?: ArrayLike<number> | undefined;
}

export interface SearchCellOptions {
  readonly title?: string;
  readonly theme?: Theme;
}

/** Widths of an edge of norm 0 and of the largest, in pixels. */
const [thin, thick] = [1, 9];

const mostFrames = 60;

export function searchCellFigure(
  { nodes, edges, steps = [0] }: SearchCellInput,
  { title = "Cell of the search", theme = "light" }: SearchCellOptions = {},
): Figure {
  const caller = "searchCellFigure";
  checkInteger(caller, "number of edges", edges.length, 1, 200);
  checkInteger(caller, "number of steps", steps.length, 1);
  const palette = palettes[theme];
  const places = cellPlaces(nodes, edges);
  const norms = edges.map(({ norm }, i) => normsOf(norm, steps.length, `norms of edge ${i}`));
  const largest = norms.flat().reduce((a, b) => Math.max(a, b), 0);
  const moments = spread(steps.length, Math.min(mostFrames, Math.floor(1200 / edges.length)));
  const drawn = moments.map((moment) => ({
    step: steps[moment],
    data: [
      ...edges.map((edge, i) =>
        edgeTrace(edge, places.edges[i], { norm: norms[i][moment], largest, palette }),
      ),
      labelTrace(
        edges,
        places,
        norms.map((norm) => norm[moment]),
        palette,
      ),
      ...keyTraces(largest, palette),
      nodeTrace(nodes, places, palette),
    ],
  }));
  const animated = animation(caller, drawn, moving);
  const finding = cellFinding(
    edges,
    norms.map((norm) => norm[norm.length - 1]),
  );
  const names = moments.map((i) => String(steps[i]));
  const layout = {
    ...cellLayout(names, places, palette),
    title: baseTitle(palette, title, finding),
  };
  return new Figure({ ...animated, layout }, `${title}: ${finding}`);
}

const moving = ({ line, text, hovertemplate }: Trace): Partial<Trace> => ({
  ...(line && { line }),
  ...(text && { text }),
  ...(hovertemplate !== undefined && { hovertemplate }),
});

function normsOf(norm: number | ArrayLike<number>, count: number, name: string): number[] {
  const values = typeof norm === "number" ? [norm] : Array.from(norm);
  checkInteger("searchCellFigure", name, values.length, count, count);
  const wrong = values.find((value) => !(value >= 0 && Number.isFinite(value)));
  if (wrong === undefined) return values;
  throw new RangeError(`searchCellFigure: ${name} must be finite and ≥ 0, got ${wrong}`);
}

/** Indices from the first to the last, at most `most`. */
function spread(count: number, most: number): number[] {
  const kept = Math.min(count, most);
  return Array.from({ length: kept }, (_, i) => Math.round((i * (count - 1)) / (kept - 1 || 1)));
}

interface EdgeStyle {
  readonly norm: number;
  readonly largest: number;
  readonly palette: Palette;
}

function edgeTrace(
  { from, to, operation }: SearchCellEdge,
  { x, y }: CellPlaces["edges"][number],
  { norm, largest, palette }: EdgeStyle,
): Trace {
  const share = norm / (largest || 1);
  const width = Number((thin + (thick - thin) * share).toFixed(2));
  const line =
    norm === 0
      ? ({ color: palette.axis, width: 1.5, dash: "dot" } as const)
      : ({ color: colourAt(palette, share), width, dash: "solid" } as const);
  return {
    type: "scatter",
    name: operation,
    mode: "lines",
    x: significant(x, 4),
    y: significant(y, 4),
    line,
    showlegend: false,
    hovertemplate: `${from} → ${to}<br>${operation}: norm ${norm === 0 ? "exactly 0" : short(norm)}<extra></extra>`,
  };
}

/** The strongest operation between any two nodes, by name. */
function labelTrace(
  edges: readonly SearchCellEdge[],
  places: CellPlaces,
  norms: readonly number[],
  palette: Palette,
): Trace {
  const isStrongest = ({ from, to }: SearchCellEdge, i: number): boolean =>
    norms[i] > 0 &&
    edges.every((other, j) => other.from !== from || other.to !== to || norms[j] <= norms[i]);
  const middles = places.edges.map(({ x, y }) => [x[x.length >> 1], y[y.length >> 1]] as const);
  return {
    type: "scatter",
    name: "operations",
    mode: "text",
    x: significant(
      middles.map(([x]) => x),
      4,
    ),
    y: significant(
      middles.map(([, y]) => y),
      4,
    ),
    text: edges.map((edge, i) => (isStrongest(edge, i) ? edge.operation : "")),
    textposition: "top center",
    textfont: { color: palette.text, size: 11 },
    showlegend: false,
    hoverinfo: "skip",
  };
}

/** What width and colour mean. */
function keyTraces(largest: number, palette: Palette): Trace[] {
  const key = (name: string, line: NonNullable<Trace["line"]>): Trace => ({
    type: "scatter",
    name,
    mode: "lines",
    x: [null],
    y: [null],
    line,
    hoverinfo: "skip",
  });
  return [
    key(`norm ${short(largest)}`, { color: colourAt(palette, 1), width: thick }),
    key(`norm ${short(largest / 4)}`, {
      color: colourAt(palette, 0.25),
      width: thin + (thick - thin) / 4,
    }),
    key("exactly 0", { color: palette.axis, width: 1.5, dash: "dot" }),
  ];
}

function nodeTrace(nodes: readonly string[], { nodes: at }: CellPlaces, palette: Palette): Trace {
  return {
    type: "scatter",
    name: "nodes",
    mode: "markers+text",
    x: significant(
      at.map(({ x }) => x),
      4,
    ),
    y: significant(
      at.map(({ y }) => y),
      4,
    ),
    text: nodes,
    textposition: "bottom center",
    textfont: { color: palette.text, size: 13 },
    marker: { color: palette.series[0], size: 18, line: { color: palette.paper, width: 2 } },
    showlegend: false,
    hoverinfo: "skip",
  };
}

function cellLayout(names: readonly string[], places: CellPlaces, palette: Palette): Layout {
  const slider = names.length > 1 ? sliderHeight : 0;
  const below = legendBelow({ height: 460 + slider, slider });
  const bare = { visible: false } as const;
  return {
    ...baseLayout(palette),
    ...below,
    margin: { l: 24, r: 24, t: 72, b: (below.margin?.b ?? 84) - 40 },
    legend: {
      orientation: "h",
      x: 0,
      xanchor: "left",
      y: 0,
      yanchor: "top",
      bgcolor: palette.paper,
    },
    xaxis: { ...bare, range: places.ranges.x },
    yaxis: { ...bare, range: places.ranges.y },
    ...(slider > 0 && animationLayout(names, { palette, prefix: "step ", below: 48 })),
    meta: { eigenscape: "searchCell" },
  };
}

function cellFinding(edges: readonly SearchCellEdge[], norms: readonly number[]): string {
  const zeros = norms.filter((norm) => norm === 0).length;
  const largest = norms.reduce((best, norm, i) => (norm > norms[best] ? i : best), 0);
  const { from, to, operation } = edges[largest];
  const strongest = `${operation} from ${from} to ${to}, norm ${short(norms[largest])}`;
  return `${zeros} of ${edges.length} operations exactly zero; strongest: ${strongest}`;
}

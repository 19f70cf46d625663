/**
 * Where outliers come from, one column per eigenvector: which parameters carry it (above) and which classes'
 * directions it points along (below). All dots have one scale: the diameter is the length of the
 * component of a vector of length 1, so that areas are shares. A cell without a dot is below a hundredth.
 */
import { checkChoice, checkInteger, checkLength } from "../core/check.js";
import { short } from "./describe.js";
import { Figure } from "./figure.js";
import type { Palette, Theme } from "./palette.js";
import { palettes } from "./palette.js";
import type { Axis, Layout, Trace } from "./plotlyJson.js";
import { baseAxis, baseLayout, baseTitle, legendBelow, topMargin } from "./theme.js";
import { significant } from "./thin.js";

interface OverlapsInput {
  readonly cosines: Float64Array;
  /** Squared length of the projection on the span of all directions. */
  readonly explained: number;
}

/** What the figure needs to know of one vector; an Attribution satisfies it. */
export interface AttributionInput {
  readonly layers: readonly { readonly name: string; readonly mass: number }[];
  readonly logits: OverlapsInput;
  readonly classes: OverlapsInput;
}

export interface AttributionFigureOptions {
  readonly title?: string;
  /** The eigenvalues that belong to the vectors, for the labels. */
  readonly values?: ArrayLike<number>;
  /** Names of the classes. Default: class 0, class 1, … */
  readonly classes?: readonly string[];
  /** Mean logit gradients (default) or mean loss gradients of the classes. */
  readonly directions?: "logits" | "classes";
  readonly theme?: Theme;
}

/** A length of 1 in pixels; rows are 24 apart. */
const [diameter, rowHeight] = [22, 24];

export function attributionFigure(
  found: readonly AttributionInput[],
  {
    title = "Where outliers come from",
    values,
    classes,
    directions = "logits",
    theme = "light",
  }: AttributionFigureOptions = {},
): Figure {
  checkInteger("attributionFigure", "number of vectors", found.length, 1);
  checkChoice("attributionFigure", "directions", directions, ["logits", "classes"]);
  if (values) checkLength("attributionFigure", "values", values, found.length);
  const palette = palettes[theme];
  const layers = found[0].layers.map(({ name }) => name);
  const cosines = found.map((one) => [...one[directions].cosines]);
  const classCount = cosines[0].length;
  const names = classes ?? cosines[0].map((_, k) => `class ${k}`);
  checkInteger("attributionFigure", "number of classes", names.length, classCount, classCount);
  const span = [...names, "all together"];
  const data = [
    layerDots(found, layers, palette),
    ...cosineDots(cosines, names, palette),
    spanDots(found, directions, span, palette),
  ];
  const what = directions === "logits" ? "mean logit gradients" : "mean loss gradients of classes";
  const subtitle = `above: by parameter · below: along the ${what} · area of a dot: share of the vector`;
  const layout = attributionLayout(
    { layers, span, columns: labels(found.length, values) },
    palette,
  );
  const full = { ...layout, title: baseTitle(palette, title, subtitle) };
  return new Figure({ data, layout: full }, text(title, found, directions));
}

function layerDots(
  found: readonly AttributionInput[],
  cells: readonly string[],
  { series }: Palette,
): Trace {
  const norms = found.map(({ layers }) => layers.map(({ mass }) => Math.sqrt(mass)));
  return dots(norms, { name: "parameters", color: series[0], cells, what: "length " });
}

/** Positive and negative cosines. */
function cosineDots(
  cosines: readonly (readonly number[])[],
  cells: readonly string[],
  { series }: Palette,
): Trace[] {
  const one = (name: string, what: string, sign: number, color: string): Trace => {
    const lengths = cosines.map((row) => row.map((c) => Math.max(0, sign * c)));
    return { ...dots(lengths, { name, color, cells, what }), yaxis: "y2" };
  };
  return [one("cosine > 0", "cosine ", 1, series[2]), one("cosine < 0", "cosine −", -1, series[1])];
}

/** The row below those of the classes. */
function spanDots(
  found: readonly AttributionInput[],
  directions: "logits" | "classes",
  cells: readonly string[],
  { muted }: Palette,
): Trace {
  const lengths = found.map((one) => [
    ...one[directions].cosines.map(() => 0),
    Math.sqrt(Math.min(1, one[directions].explained)),
  ]);
  const style = { name: "span of all", color: muted, cells, what: "length " };
  return { ...dots(lengths, style), yaxis: "y2" };
}

interface DotStyle {
  readonly name: string;
  readonly color: string;
  /** Names of the rows. */
  readonly cells: readonly string[];
  readonly what: string;
}

/** @param lengths One row per vector; what is below a hundredth is left out. */
function dots(
  lengths: readonly (readonly number[])[],
  { name, color, cells, what }: DotStyle,
): Trace {
  const shown = lengths.flatMap((row, column) =>
    row.flatMap((length, cell) => (length > 0.01 ? [{ column, cell, length }] : [])),
  );
  return {
    type: "scatter",
    name,
    mode: "markers",
    x: shown.map(({ column }) => column),
    y: shown.map(({ cell }) => cell),
    customdata: shown.map(({ cell, length }) => [
      cells[cell],
      ...significant([length, length ** 2], 3),
    ]),
    marker: {
      color,
      size: shown.map(({ length }) => significant([diameter * length], 3)[0]),
      opacity: 1,
      line: { width: 0 },
    },
    hovertemplate:
      `%{customdata[0]}<br>${what}%{customdata[1]:.3g}` +
      ", share %{customdata[2]:.3g}<extra></extra>",
  };
}

interface Labels {
  readonly layers: readonly string[];
  readonly span: readonly string[];
  readonly columns: { readonly names: readonly string[]; readonly title: string };
}

function attributionLayout({ layers, span, columns }: Labels, palette: Palette): Layout {
  const base = baseLayout(palette);
  const rows = layers.length + span.length + 1; // one between the panels
  const below = legendBelow({ height: topMargin + 90 + rows * rowHeight });
  const longest = Math.max(...[...layers, ...span].map((name) => name.length));
  const split = (span.length + 0.5) / rows;
  return {
    ...base,
    ...below,
    margin: { ...below.margin, l: Math.max(72, Math.ceil(24 + 7.2 * longest)) },
    xaxis: { ...categories(palette, columns.names, columns.title), anchor: "y2" },
    yaxis: { ...downwards(categories(palette, layers)), domain: [split, 1] },
    yaxis2: { ...downwards(categories(palette, span)), domain: [0, split - 0.5 / rows] },
    meta: { eigenscape: "attribution" },
  };
}

function categories(palette: Palette, names: readonly string[], title = ""): Axis {
  return {
    ...baseAxis(palette, title),
    range: [-0.6, names.length - 0.4],
    tickvals: names.map((_, i) => i),
    ticktext: names,
  };
}

const downwards = ({ range = [0, 1], ...axis }: Axis): Axis => ({
  ...axis,
  range: [range[1], range[0]],
});

/** Eigenvalues where they are known, else numbers from 1. */
function labels(count: number, values?: ArrayLike<number>): Labels["columns"] {
  const names = Array.from({ length: count }, (_, i) => (values ? short(values[i]) : `${i + 1}`));
  return { names, title: values ? "eigenvalue λ of the vector" : "vector" };
}

function text(
  title: string,
  found: readonly AttributionInput[],
  directions: "logits" | "classes",
): string {
  const shares = found.map((one) => short(one[directions].explained)).join(", ");
  return `${title}: ${found.length} vectors; shares in the span of the ${directions}: ${shares}`;
}

/** A table as a figure: rows and columns by name, in each cell a number and, below it in small letters, its error. */
import { checkInteger } from "../core/check.js";
import { Figure } from "../figures/figure.js";
import { palettes, type Palette, type Theme } from "../figures/palette.js";
import type { Axis, Layout, Trace } from "../figures/plotlyJson.js";
import { bareLayout, baseTitle, topMargin } from "../figures/theme.js";

export interface Cell {
  readonly value: string;
  /** Such as "± 0.4". */
  readonly error?: string;
}

export interface TableRow {
  readonly name: string;
  /** One for each column. */
  readonly cells: readonly Cell[];
}

export interface TableFigureOptions {
  readonly title: string;
  readonly subtitle: string;
  readonly columns: readonly string[];
  /** What a reader who does not see it is told. Default: title and subtitle. */
  readonly text?: string;
  readonly theme?: Theme;
}

/** Pixels. */
const [rowHeight, headHeight, nameWidth] = [38, 30, 144];

export function tableFigure(rows: readonly TableRow[], options: TableFigureOptions): Figure {
  const { title, subtitle, columns, text = `${title}: ${subtitle}`, theme = "light" } = options;
  checkInteger("tableFigure", "number of rows", rows.length, 1);
  for (const { name, cells } of rows)
    checkInteger("tableFigure", `cells of ${name}`, cells.length, columns.length, columns.length);
  const palette = palettes[theme];
  const margin = { l: nameWidth, r: 16, t: topMargin + headHeight, b: 16 };
  const layout: Layout = {
    ...bareLayout(palette),
    height: margin.t + rows.length * rowHeight + margin.b,
    margin,
    showlegend: false,
    title: baseTitle(palette, title, subtitle),
    xaxis: { ...labels(palette, columns), side: "top" },
    yaxis: labels(palette, rows.map(({ name }) => name), -1), // prettier-ignore
    meta: { eigenscape: "table" },
  };
  const data = [
    cellsTrace(rows, "value", { up: 0.14, size: 13, color: palette.text }),
    cellsTrace(rows, "error", { up: -0.24, size: 10, color: palette.muted }),
  ];
  return new Figure({ data, layout }, text);
}

/** An axis without line and ticks, whose labels are names. @param down -1 for an axis that goes down. */
function labels({ muted }: Palette, names: readonly string[], down: 1 | -1 = 1): Axis {
  const ends = [-0.5, names.length - 0.5] as const;
  return {
    range: down === 1 ? ends : [ends[1], ends[0]],
    tickvals: names.map((_, i) => i),
    ticktext: names,
    tickfont: { size: 12, color: muted },
    ...{ showgrid: false, zeroline: false, fixedrange: true },
  };
}

function cellsTrace(
  rows: readonly TableRow[],
  part: keyof Cell,
  { up, size, color }: { up: number; size: number; color: string },
): Trace {
  const all = rows.flatMap(({ cells }, row) =>
    cells.map((cell, column) => ({ x: column, y: row - up, label: cell[part] ?? "" })),
  );
  return {
    type: "scatter",
    name: part,
    mode: "text",
    x: all.map(({ x }) => x),
    y: all.map(({ y }) => y),
    text: all.map(({ label }) => label),
    textposition: "middle center",
    textfont: { size, color },
    hoverinfo: "skip",
  };
}

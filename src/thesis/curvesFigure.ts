/** Numbers of a claim over one axis, such as epochs: lines with their points, error bands where they have any. */
import { checkInteger } from "../core/check.js";
import { Figure } from "../figures/figure.js";
import { palettes, type Theme } from "../figures/palette.js";
import type { Axis, Layout, Trace } from "../figures/plotlyJson.js";
import { baseAxis, baseLayout, baseTitle, legendBelow } from "../figures/theme.js";
import { significant } from "../figures/thin.js";

export interface Curve {
  readonly name: string;
  readonly x: readonly number[];
  readonly y: readonly number[];
  /** Half lengths of error bars. */
  readonly error?: readonly number[];
  /** Single measurements, which no line connects. */
  readonly scattered?: boolean;
}

export interface CurvesFigureOptions {
  readonly title: string;
  readonly subtitle: string;
  readonly x: AxisChoice;
  readonly y: AxisChoice;
  /** What a reader who does not see it is told. Default: title and subtitle. */
  readonly text?: string;
  readonly theme?: Theme;
}

export interface AxisChoice extends Pick<Axis, "type" | "range" | "tickvals" | "ticktext"> {
  readonly title: string;
}

/** @param curves At most four, one colour each. */
export function curvesFigure(curves: readonly Curve[], options: CurvesFigureOptions): Figure {
  const { title, subtitle, text = `${title}: ${subtitle}`, theme = "light" } = options;
  const palette = palettes[theme];
  checkInteger("curvesFigure", "number of curves", curves.length, 1, palette.series.length);
  const axis = ({ title: name, ...choice }: AxisChoice) => ({
    ...baseAxis(palette, name),
    ...choice,
  });
  const layout: Layout = {
    ...baseLayout(palette),
    ...legendBelow(),
    title: baseTitle(palette, title, subtitle),
    xaxis: axis(options.x),
    yaxis: axis(options.y),
    meta: { eigenscape: "curves" },
  };
  return new Figure(
    { data: curves.map((curve, i) => traceOf(curve, palette.series[i], options.x)), layout },
    text,
  );
}

function traceOf(
  { name, x, y, error, scattered }: Curve,
  color: string,
  { ticktext }: AxisChoice,
): Trace {
  return {
    type: "scatter",
    name,
    mode: scattered ? "markers" : "lines+markers",
    x: significant(x),
    y: significant(y),
    ...(error && {
      error_y: { type: "data", array: significant(error, 3), color, thickness: 1.5 },
    }),
    ...(!scattered && { line: { color, width: 2 } }),
    marker: { color, size: 7 },
    hovertemplate: `${ticktext ? "" : "%{x:.4g}: "}%{y:.4g}<extra></extra>`,
  };
}

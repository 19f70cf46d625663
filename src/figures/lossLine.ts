/** Loss and further measures along a line of parameter space, in panels over one axis, with the line's curvature check. */
import { checkChoice, checkFinite, checkInteger, checkLength } from "../core/check.js";
import { short } from "./describe.js";
import type { Figure } from "./figure.js";
import { palettes, type Theme } from "./palette.js";
import type { Trace } from "./plotlyJson.js";
import { remarked } from "./remarks.js";
import { stackedPanels, type PanelSpec } from "./stackedPanels.js";
import { baseLayout, baseTitle } from "./theme.js";
import { significant, thinIndices } from "./thin.js";

export interface LossLineInput {
  /** Ascending. */
  readonly alpha: Float64Array;
  readonly loss: Float64Array;
  /** Further quantities under their names, such as `accuracy`. */
  readonly measures?: Readonly<Record<string, Float64Array>> | undefined;
  /** What α moves along. */
  readonly direction: string;
  /** Printed below the subtitle, a line each. */
  readonly remarks?: readonly string[] | undefined;
}

export interface LossLineFigureOptions {
  readonly title?: string;
  /** Of the loss. Default "linear". */
  readonly scale?: "log" | "linear";
  readonly theme?: Theme;
}

export function lossLineFigure(
  { alpha, loss, measures = {}, direction, remarks = [] }: LossLineInput,
  { title = "Loss along a line", scale = "linear", theme = "light" }: LossLineFigureOptions = {},
): Figure {
  checkInteger("lossLineFigure", "number of α", alpha.length, 2);
  checkChoice("lossLineFigure", "scale", scale, ["log", "linear"]);
  const shown = Object.entries({ loss, ...measures });
  for (const [name, values] of shown) {
    checkLength("lossLineFigure", name, values, alpha.length);
    checkFinite("lossLineFigure", name, values);
  }
  const palette = palettes[theme];
  const colors = [palette.muted, ...palette.series];
  const specs = shown.map(([name], i): PanelSpec => ({ title: name, ...(i === 0 && { axis: { type: scale } }) })); // prettier-ignore
  const x = { title: `α: ${direction}`, range: [alpha[0], alpha[alpha.length - 1]] as const };
  const { names, layout } = stackedPanels(specs, palette, x);
  const data = shown.map(([name, values], i): Trace => {
    const kept = thinIndices(values, 500);
    return {
      type: "scatter",
      name,
      mode: "lines",
      x: significant(kept.map((k) => alpha[k])),
      y: significant(kept.map((k) => values[k])),
      yaxis: names[i],
      line: { color: colors[i % colors.length], width: 2 },
      hovertemplate: `α = %{x:.3g}<br>${name} %{y:.4g}<extra></extra>`,
    };
  });
  const finding = findingOf(alpha, loss);
  const full = {
    ...baseLayout(palette),
    ...layout,
    title: baseTitle(palette, title, finding),
    meta: { eigenscape: "lossLine" },
  };
  return remarked({ data, layout: full }, `${title}: ${finding}`, remarks);
}

function findingOf(alpha: Float64Array, loss: Float64Array): string {
  const low = loss.reduce((best, x, i) => (x < loss[best] ? i : best), 0);
  const last = loss.length - 1;
  return (
    `loss ${short(loss[0])} and ${short(loss[last])} at the ends, ` +
    `lowest ${short(loss[low])} at α = ${short(alpha[low])}`
  );
}

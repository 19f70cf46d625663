/** Isolated eigenvalues as stems: their height is a mass, the share of all eigenvalues. */
import type { Atom } from "./densityInput.js";
import type { Trace } from "./plotlyJson.js";
import { significant } from "./thin.js";

export interface StemStyle {
  readonly name: string;
  readonly color: string;
  /** Where they stand. */
  readonly floor: number;
  /** P: the hover text also counts eigenvalues. */
  readonly size: number;
  /** Where a value lies on the axis. Default: at itself. */
  readonly place?: (value: number) => number;
  /** Of another entry in the legend, with which they come and go. */
  readonly group?: string;
}

export function stems(
  atoms: readonly Atom[],
  { name, color, floor, size, place = (x) => x, group }: StemStyle,
): Trace[] {
  if (atoms.length === 0) return [];
  const legendgroup = group ?? name;
  const x = significant(atoms.map(({ value }) => place(value)));
  const y = significant(atoms.map(({ mass }) => mass));
  const stem: Trace = {
    type: "scatter",
    name: `stems of ${name}`,
    legendgroup,
    showlegend: false,
    mode: "lines",
    x: x.flatMap((value) => [value, value, null]),
    y: y.flatMap((mass) => [floor, mass, null]),
    line: { color, width: 1.5 },
    hoverinfo: "skip",
  };
  const head: Trace = {
    type: "scatter",
    name,
    legendgroup,
    ...(group !== undefined && { showlegend: false }),
    mode: "markers",
    x,
    y,
    customdata: atoms.map(({ value, mass, residual }) => [
      ...significant([mass * size, residual], 3),
      ...significant([value]),
    ]),
    marker: { color, size: 8, symbol: "circle" },
    hovertemplate:
      "λ = %{customdata[2]:.5g} ± %{customdata[1]:.1e}<br>mass %{y:.3g}" +
      " = %{customdata[0]:.3g} eigenvalues<extra></extra>",
  };
  return [stem, head];
}

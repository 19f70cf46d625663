/** The strip under a density: a tick for every Ritz value, with weight and residual on hover. */
import type { QuadratureInput } from "./densityInput.js";
import type { Trace } from "./plotlyJson.js";
import type { Palette } from "./palette.js";
import { significant } from "./thin.js";

/** More ticks than columns of a screen say nothing; about 60 kB. */
const mostTicks = 1500;

/** Of too many Ritz values, those with the largest weights are kept. */
export function ritzRug(probes: readonly QuadratureInput[], { rug }: Palette): Trace {
  const ritz = probes
    .flatMap(({ nodes, weights, residuals }) =>
      Array.from(nodes, (node, j) => ({ node, weight: weights[j], residual: residuals[j] })),
    )
    .sort((a, b) => b.weight - a.weight)
    .slice(0, mostTicks)
    .sort((a, b) => a.node - b.node);
  return {
    type: "scatter",
    name: "Ritz values",
    mode: "markers",
    x: significant(ritz.map(({ node }) => node)),
    y: ritz.map(() => 0),
    yaxis: "y2",
    customdata: ritz.map(({ weight, residual }) => significant([weight, residual], 3)),
    marker: { color: rug, size: 12, symbol: "line-ns-open", line: { color: rug, width: 1 } },
    hovertemplate:
      "Ritz value %{x:.5g} ± %{customdata[1]:.1e}<br>weight %{customdata[0]:.2e}<extra></extra>",
  };
}

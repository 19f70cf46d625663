/** The strip under a density: a tick for every Ritz value, with weight and residual on hover. */
import type { QuadratureInput } from "./densityInput.js";
import type { Palette } from "./palette.js";
import type { Trace } from "./plotlyJson.js";
import { significant } from "./thin.js";

/** About the columns of a wide screen; 60 kB. */
const columns = 1500;

interface Ritz {
  readonly node: number;
  readonly weight: number;
  readonly residual: number;
}

/** @param place Where a value lies on the axis; left out where it lies at itself. */
export function ritzRug(
  probes: readonly QuadratureInput[],
  { rug }: Palette,
  place?: (value: number) => number,
): Trace {
  const at = place ?? ((node: number) => node);
  const ritz = onePerColumn(probes.flatMap(pairs), at).sort((a, b) => a.node - b.node);
  return {
    type: "scatter",
    name: "Ritz values",
    mode: "markers",
    x: significant(ritz.map(({ node }) => at(node))),
    y: ritz.map(() => 0),
    yaxis: "y2",
    customdata: ritz.map(({ node, weight, residual }) => [
      ...significant([weight, residual], 3),
      ...(place ? significant([node], 5) : []),
    ]),
    marker: { color: rug, size: 12, symbol: "line-ns-open", line: { color: rug, width: 1 } },
    hovertemplate:
      `Ritz value %{${place ? "customdata[2]" : "x"}:.5g} ± %{customdata[1]:.1e}` +
      "<br>weight %{customdata[0]:.2e}<extra></extra>",
  };
}

function pairs({ nodes, weights, residuals }: QuadratureInput): Ritz[] {
  return Array.from(nodes, (node, j) => ({ node, weight: weights[j], residual: residuals[j] }));
}

/** Of many, the one with the largest weight in each column of the screen. */
function onePerColumn(ritz: readonly Ritz[], at: (node: number) => number): Ritz[] {
  if (ritz.length <= columns) return [...ritz];
  const places = ritz.map(({ node }) => at(node));
  const [low, high] = [Math.min(...places), Math.max(...places)];
  const kept = new Map<number, Ritz>();
  for (const candidate of ritz) {
    const column = Math.floor(((columns - 1) * (at(candidate.node) - low)) / (high - low || 1));
    if (candidate.weight >= (kept.get(column)?.weight ?? 0)) kept.set(column, candidate);
  }
  return [...kept.values()];
}

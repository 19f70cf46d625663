/**
 * Spectra of blocks, such as the Hessian's diagonal blocks of the layers: a panel each, above each other on one axis
 * of eigenvalues, so that one sees whose outliers are whose. Overlaid ones are `comparisonFigure`'s.
 */
import { checkChoice, checkInteger } from "../core/check.js";
import { bandedCurve } from "./bandedCurve.js";
import { densityFloor, densityRange, densityTop, eigenvalueRange } from "./densityAxis.js";
import type { DensityCurve, DensityInput } from "./densityInput.js";
import { Figure } from "./figure.js";
import { logarithmicPieces, seenValues } from "./logarithmicCurve.js";
import type { Palette, Theme } from "./palette.js";
import { palettes } from "./palette.js";
import type { Trace, YName } from "./plotlyJson.js";
import { signedLogAxis, type SignedLogAxis } from "./signedLogAxis.js";
import { spectrumFinding } from "./spectrumFinding.js";
import { stackedPanels } from "./stackedPanels.js";
import { stems } from "./stems.js";
import { baseLayout, baseTitle } from "./theme.js";

export interface BlockDensityOptions {
  readonly title?: string;
  /** σ of the smoothing; each spectrum's own default when left out. */
  readonly width?: number;
  /** Of the eigenvalues. Default "linear". */
  readonly axis?: "linear" | "log";
  /** Of the densities. Default "log". */
  readonly scale?: "log" | "linear";
  readonly theme?: Theme;
}

interface Block {
  readonly name: string;
  readonly input: DensityInput;
  readonly curve: DensityCurve;
  readonly floor: number;
}

/** Points of all curves: 130 kB with their bands. */
const points = 2400;

/** @param blocks One to eight spectra by the names of their blocks, from the top. */
export function blockDensityFigure(
  blocks: Readonly<Record<string, DensityInput>>,
  {
    title = "Spectra of blocks",
    width,
    axis = "linear",
    scale = "log",
    theme = "light",
  }: BlockDensityOptions = {},
): Figure {
  checkChoice("blockDensityFigure", "axis", axis, ["linear", "log"]);
  checkChoice("blockDensityFigure", "scale", scale, ["log", "linear"]);
  const all = curvesOf(blocks, axis, width);
  const palette = palettes[theme];
  const seen = all.flatMap(({ curve, floor }) => seenValues(curve, floor));
  const log = axis === "log" ? signedLogAxis(seen) : undefined;
  const range = log?.layout.range ?? eigenvalueRange(seen);
  const specs = all.map(({ name, curve, floor }) => ({
    title: name,
    axis: densityRange(scale === "log" ? floor : 0, densityTop(curve)),
  }));
  const { names, layout } = stackedPanels(specs, palette, { title: "eigenvalue λ", range });
  const style = { palette, log, points: points / all.length };
  const data = all.flatMap(({ floor, ...block }, i) => {
    const standing = { ...block, floor: scale === "log" ? floor : 0 };
    return blockTraces(standing, { ...style, yaxis: names[i], first: i === 0 });
  });
  const subtitle = log ? "density per ln |λ| · mass" : "density ρ(λ) · mass of outliers";
  const full = {
    ...baseLayout(palette),
    ...layout,
    xaxis: { ...layout.xaxis, ...log?.layout },
    title: baseTitle(palette, title, subtitle),
    meta: { eigenscape: "blockDensity", ...(log && { signedLog: log.mark }) },
  };
  return new Figure({ data, layout: full }, `${title}: ${all.map(findingOf).join("; ")}`);
}

function curvesOf(
  blocks: Readonly<Record<string, DensityInput>>,
  axis: "linear" | "log",
  width: number | undefined,
): Block[] {
  const named = Object.entries(blocks);
  checkInteger("blockDensityFigure", "number of blocks", named.length, 1, 8);
  return named.map(([name, input]) => {
    const curve = input.density({ axis, ...(width && { width }) });
    return { name, input, curve, floor: densityFloor(curve, input.size) };
  });
}

const findingOf = ({ name, input, curve }: Block): string =>
  `${name}: ${spectrumFinding(input.probes, curve.atoms)}`;

interface PanelStyle {
  readonly palette: Palette;
  readonly log: SignedLogAxis | undefined;
  readonly yaxis: YName;
  /** One legend entry stands for all panels. */
  readonly first: boolean;
  readonly points: number;
}

function blockTraces(
  { name, input, curve, floor }: Block,
  { palette, log, yaxis, first, points: most }: PanelStyle,
): Trace[] {
  const { grid: x, density: value, lower, upper, atoms, zero } = curve;
  const zeros =
    log && zero && zero.mass.value > 0
      ? [{ value: 0, mass: zero.mass.value, residual: zero.below }]
      : [];
  const at = log ? "customdata[0]" : "x";
  const traces = [
    ...bandedCurve(log ? logarithmicPieces(curve, log) : [{ x, value, lower, upper }], {
      name: "density with its 95 % band",
      color: palette.series[0],
      fill: palette.bands[0],
      floor,
      points: Math.floor(most),
      hovertemplate: `${name}<br>λ = %{${at}:.4g}<br>density %{y:.3g}<extra></extra>`,
    }),
    ...stems([...atoms, ...zeros], {
      name: "outliers",
      color: palette.series[1],
      floor,
      size: input.size,
      ...(log && { place: log.place }),
    }),
  ];
  return traces.map((trace) => ({ ...trace, yaxis, ...(!first && { showlegend: false }) }));
}

/**
 * The density per unit of ln |λ|: negative eigenvalues on the left, positive ones on the right, each
 * side logarithmic, and what is zero up to rounding as one stem between them. Each side begins at the
 * power of ten below which nothing is seen, so empty decades take no room.
 */
import { bandedCurve } from "./bandedCurve.js";
import { densityRange, densityTop } from "./densityAxis.js";
import type { DensityCurve, DensityInput } from "./densityInput.js";
import { describe, short } from "./describe.js";
import { Figure } from "./figure.js";
import { logarithmicPieces, seenValues } from "./logarithmicCurve.js";
import type { Palette } from "./palette.js";
import type { Layout, Trace } from "./plotlyJson.js";
import { ritzRug } from "./ritzRug.js";
import { signedLogAxis } from "./signedLogAxis.js";
import { stems } from "./stems.js";
import { spectrumFinding } from "./spectrumFinding.js";
import { baseAxis, baseLayout, baseTitle, legendBelow, stripUnder } from "./theme.js";

/** @param curve What `input.density({ axis: "log" })` gave. */
export function logarithmicDensityFigure(
  input: DensityInput,
  curve: DensityCurve,
  floor: number,
  palette: Palette,
): Figure {
  const axis = signedLogAxis(seenValues(curve, floor));
  const { atoms } = curve;
  const style = { floor, size: input.size, place: axis.place };
  const data = [
    ...bandedCurve(logarithmicPieces(curve, axis), {
      name: "density",
      band: "95 % band",
      color: palette.series[0],
      fill: palette.bands[0],
      floor,
      hovertemplate: "λ = %{customdata[0]:.4g}<br>density %{y:.3g}<extra></extra>",
    }),
    ...stems(atoms, { ...style, name: `outliers (${atoms.length})`, color: palette.series[1] }),
    ...zeroStem(curve, style, palette),
    ritzRug(input.probes, palette, axis.place),
  ];
  const name = input.label || "Eigenvalue density";
  const subtitle = [describe(input), `σ = ${short(curve.width)} of ln |λ|`, zeroText(curve)];
  const layout: Layout = {
    ...baseLayout(palette),
    title: baseTitle(palette, name, subtitle.join(" · ")),
    ...legendBelow({ height: 460 }),
    xaxis: { ...baseAxis(palette, "eigenvalue λ"), ...axis.layout, anchor: "y2" },
    yaxis: {
      ...baseAxis(palette, "density per ln |λ| · mass"),
      domain: [0.1, 1],
      ...densityRange(floor, densityTop(curve)),
    },
    yaxis2: stripUnder,
    meta: { eigenscape: "density", signedLog: axis.mark },
  };
  const finding = spectrumFinding(input.probes, atoms);
  return new Figure({ data, layout }, `${name}: ${finding}; ${subtitle.join(" · ")}`);
}

function zeroStem(
  { zero }: DensityCurve,
  style: Omit<Parameters<typeof stems>[1], "name" | "color">,
  { series }: Palette,
): Trace[] {
  if (!zero || zero.mass.value <= 0) return [];
  const atom = { value: 0, mass: zero.mass.value, residual: zero.below };
  return stems([atom], { ...style, name: "zero", color: series[2] });
}

function zeroText({ zero }: DensityCurve): string {
  if (!zero) return "no zero mass stated";
  const { value, lower, upper } = zero.mass;
  return `share of |λ| ≤ ${short(zero.below)}: ${short(value)} (${short(lower)} to ${short(upper)})`;
}

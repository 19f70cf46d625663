/** Where gradient descent on a quadratic diverges, as lines across a panel of eigenvalues. */
import { short } from "./describe.js";
import type { Palette } from "./palette.js";
import type { LineStyle, Trace } from "./plotlyJson.js";

/** Equal where there is no momentum. */
export interface StabilityLimits {
  /** 2/η */
  readonly gradientDescent: number;
  /** 2(1 + β)/η */
  readonly momentum: number;
}

/** @param range Of the steps. */
export function limitLines(
  limits: StabilityLimits | undefined,
  range: readonly [number, number],
  { series }: Palette,
): Trace[] {
  if (!limits) return [];
  const { gradientDescent, momentum } = limits;
  const at = (name: string, value: number, dash: LineStyle["dash"]): Trace => ({
    type: "scatter",
    name,
    mode: "lines",
    x: range,
    y: [Number(value.toPrecision(6)), Number(value.toPrecision(6))],
    line: { color: series[3], width: 1.5, ...(dash && { dash }) },
    hoverinfo: "skip",
  });
  const plain = at(`2/η = ${short(gradientDescent)}`, gradientDescent, "dash");
  if (momentum === gradientDescent) return [plain];
  return [plain, at(`2(1 + β)/η = ${short(momentum)}`, momentum, "dot")];
}

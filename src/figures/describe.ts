/** What all figures of a spectrum say in their subtitles. */
import type { QuadratureInput } from "./densityInput.js";

export interface Described {
  readonly probes: readonly QuadratureInput[];
  readonly size: number;
  readonly samples?: number | undefined;
  readonly label?: string | undefined;
}

/** Such as `P = 61,706 · N = 512 · 3 probes × 40 steps`. */
export function describe({ probes, size, samples }: Described): string {
  const steps = Math.max(...probes.map(({ nodes }) => nodes.length));
  return [
    `P = ${size.toLocaleString("en-US")}`,
    ...(samples === undefined ? [] : [`N = ${samples.toLocaleString("en-US")}`]),
    `${probes.length} ${probes.length === 1 ? "probe" : "probes"} × ${steps} steps`,
  ].join(" · ");
}

/** Three digits. */
export const short = (value: number): string => String(Number(value.toPrecision(3)));

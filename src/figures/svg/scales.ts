/** From an axis of the layout and the numbers on it to positions in pixels and labelled ticks. */
import { format } from "d3-format";
import { scaleLinear, scaleLog, type ScaleLinear } from "d3-scale";
import type { AnyTrace, Axis, PlotlyJson } from "../plotlyJson.js";
import { powerOfTen } from "../powerOfTen.js";

export interface Tick {
  readonly at: number;
  readonly label: string;
}

export interface Scale {
  /** Pixel of a number; NaN where the axis has no place for it. */
  (value: number): number;
  readonly ticks: readonly Tick[];
  /** Where the axis begins and ends, in pixels. */
  readonly pixels: readonly [number, number];
}

/** @param pixels Where the whole figure's plot area begins and ends; the axis' domain is a part. */
export function axisScale(
  figure: PlotlyJson,
  name: "xaxis" | "yaxis" | `xaxis${number}` | `yaxis${number}`,
  pixels: [number, number],
): Scale {
  const axis = figure.layout[name] ?? {};
  const [from, to] = axis.domain ?? [0, 1];
  const at = (share: number): number => pixels[0] + share * (pixels[1] - pixels[0]);
  const range: [number, number] = [at(from), at(to)];
  const values = figure.data.filter((trace) => isOn(trace, name)).flatMap((t) => numbers(t, name));
  return axis.type === "log" ? logScale(axis, values, range) : linearScale(axis, values, range);
}

function isOn(trace: AnyTrace, name: string): boolean {
  const { xaxis = "x", yaxis = "y" } = "xaxis" in trace || "yaxis" in trace ? trace : {};
  return [xaxis, yaxis].some((own) => own.replace(/^./, "$&axis") === name);
}

function numbers(trace: AnyTrace, name: string): number[] {
  const values = name.startsWith("x") ? trace.x : trace.y;
  return values.filter((value): value is number => Number.isFinite(value));
}

function linearScale(axis: Axis, values: number[], pixels: [number, number]): Scale {
  const domain = axis.range ?? padded(extent(values));
  const scale = scaleLinear(domain, pixels);
  return Object.assign((value: number) => scale(value), {
    ticks: axis.tickvals
      ? givenTicks(axis, scale)
      : roundTicks(scale, tickCount(pixels, pixels[0] < pixels[1] ? 62 : 45)),
    pixels,
  });
}

function givenTicks({ tickvals = [], ticktext = [] }: Axis, place: (x: number) => number): Tick[] {
  return tickvals.map((value, i) => ({ at: place(value), label: ticktext[i] }));
}

function roundTicks(scale: ScaleLinear<number, number>, count: number): Tick[] {
  const label = scale.tickFormat(count);
  return scale.ticks(count).map((value) => ({ at: scale(value), label: label(value) }));
}

function logScale(axis: Axis, values: number[], pixels: [number, number]): Scale {
  const exponents =
    axis.range ?? padded(extent(values.filter((v) => v > 0).map((v) => Math.log10(v))));
  const domain = exponents.map((exponent) => 10 ** exponent);
  const scale = scaleLog(domain, pixels);
  const ticks = logTicks(exponents, pixels, scale);
  return Object.assign((value: number) => scale(value), { ticks, pixels }); // NaN unless > 0
}

/** Powers of ten; where fewer than two of them are in sight, round numbers between. */
function logTicks(
  [low, high]: readonly [number, number],
  pixels: [number, number],
  place: (value: number) => number,
): Tick[] {
  const step = Math.ceil((high - low) / tickCount(pixels, 40)) || 1;
  const first = Math.ceil(low / step - 1e-9) * step;
  const powers: Tick[] = [];
  for (let exponent = first; exponent <= high + 1e-9; exponent += step) {
    powers.push({ at: place(10 ** exponent), label: powerOfTen(exponent) });
  }
  if (powers.length > 1) return powers;
  const values = scaleLinear([10 ** low, 10 ** high], pixels).ticks(tickCount(pixels, 40));
  return values.map((value) => ({ at: place(value), label: format("~g")(value) }));
}

function tickCount([from, to]: readonly [number, number], spacing: number): number {
  return Math.max(2, Math.floor(Math.abs(to - from) / spacing));
}

function extent(values: readonly number[]): [number, number] {
  if (values.length === 0) return [0, 1];
  return values.reduce(([low, high], v) => [Math.min(low, v), Math.max(high, v)], [
    Infinity,
    -Infinity,
  ] as [number, number]);
}

function padded([low, high]: readonly [number, number]): [number, number] {
  const margin = 0.05 * (high - low || Math.abs(low) || 1);
  return [low - margin, high + margin];
}

/** Which axes a figure has, which of them make a panel together, and their scales in pixels. */
import type { AnyTrace, Axis, Layout, PlotlyJson } from "../plotlyJson.js";
import { axisScale, type Scale } from "./scales.js";

export interface Frame {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

export type AxisKey = "xaxis" | "yaxis" | `xaxis${number}` | `yaxis${number}`;

export interface Panels {
  axis(key: AxisKey): Axis;
  scale(key: AxisKey): Scale;
  /** Of x axes and of y axes, in the order of the layout. */
  readonly keys: Readonly<Record<"x" | "y", readonly AxisKey[]>>;
  /** The visible axes of the other direction that share a panel with this one. */
  partners(key: AxisKey): readonly AxisKey[];
}

export function panelsOf(figure: PlotlyJson, frame: Frame): Panels {
  const { layout } = figure;
  const axis = (key: AxisKey): Axis => layout[key] ?? {};
  const all = Object.keys(layout).filter((key) => /^[xy]axis\d*$/.test(key)) as AxisKey[];
  const keys = { x: all.filter((key) => isX(key)), y: all.filter((key) => !isX(key)) };
  const pairs = [
    ...figure.data.map(axesOf),
    ...all.map((key) => anchored(key, axis(key))),
  ] as const;
  const scales = new Map(all.map((key) => [key, scaleOf(figure, key, frame)]));
  return {
    axis,
    keys,
    scale: (key) => scales.get(key) ?? scaleOf(figure, key, frame),
    partners: (key) => {
      const found = pairs.filter((pair) => pair.includes(key)).flat();
      const other = isX(key) ? keys.y : keys.x;
      return other.filter((k) => found.includes(k) && axis(k).visible !== false);
    },
  };
}

const isX = (key: AxisKey): boolean => key.startsWith("x");

/** `x2` → `xaxis2`. */
export const keyOf = (name: string): AxisKey => `${name[0]}axis${name.slice(1)}` as AxisKey;

/** The x and the y axis of a trace; those in space lie on the first ones, as seen from above. */
export function axesOf(trace: AnyTrace): readonly [AxisKey, AxisKey] {
  const { xaxis = "x", yaxis = "y" } = "xaxis" in trace || "yaxis" in trace ? trace : {};
  return [keyOf(xaxis), keyOf(yaxis)];
}

function anchored(key: AxisKey, { anchor }: Axis): readonly AxisKey[] {
  return [key, anchor ? keyOf(anchor) : isX(key) ? "yaxis" : "xaxis"];
}

function scaleOf(figure: PlotlyJson, key: AxisKey, frame: Frame): Scale {
  const pixels: [number, number] = isX(key) ? [frame.left, frame.right] : [frame.bottom, frame.top];
  return axisScale(figure, key, pixels);
}

/** The layout with ranges such that `scaleanchor` holds in the frame: the tighter axis gets more. */
export function withEqualUnits(layout: Layout, frame: Frame): Layout {
  const { xaxis, yaxis } = layout;
  if (yaxis.scaleanchor === undefined || !xaxis.range || !yaxis.range) return layout;
  const length = ([low, high]: readonly [number, number]): number => high - low;
  const perUnit = Math.min(
    ((frame.right - frame.left) * length(xaxis.domain ?? [0, 1])) / length(xaxis.range),
    ((frame.bottom - frame.top) * length(yaxis.domain ?? [0, 1])) / length(yaxis.range),
  );
  const fitted = (axis: Axis, pixels: number): Axis => {
    const [low, high] = axis.range ?? [0, 1];
    const half = (pixels * length(axis.domain ?? [0, 1])) / perUnit / 2;
    return { ...axis, range: [(low + high) / 2 - half, (low + high) / 2 + half] };
  };
  return {
    ...layout,
    xaxis: fitted(xaxis, frame.right - frame.left),
    yaxis: fitted(yaxis, frame.bottom - frame.top),
  };
}

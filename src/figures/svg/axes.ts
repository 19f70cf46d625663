/** Axis lines, grid, tick labels and titles. */
import type { Axis } from "../plotlyJson.js";
import { element, text } from "./element.js";
import type { Scale } from "./scales.js";

export interface Frame {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** Horizontal axis along the bottom of the frame; its grid lines reach over the panels. */
export function bottomAxis(
  axis: Axis,
  scale: Scale,
  frame: Frame,
  panels: readonly Scale[],
): string {
  const ticks = scale.ticks.flatMap(({ at, label }) => [
    ...panels.map(({ pixels: [from, to] }) => line(axis.gridcolor, at, from, at, to)),
    line(axis.tickcolor, at, frame.bottom, at, frame.bottom + 5),
    element("text", { x: at, y: frame.bottom + 19, "text-anchor": "middle" }, text(label)),
  ]);
  const middle = (frame.left + frame.right) / 2;
  const attributes = { x: middle, y: frame.bottom + 42, "text-anchor": "middle", "font-size": 14 };
  return group(
    ...ticks,
    line(axis.linecolor, frame.left, frame.bottom, frame.right, frame.bottom),
    axis.title ? element("text", attributes, text(axis.title.text)) : "",
  );
}

/** Vertical axis along the left side, over the part of the frame that is its domain. */
export function leftAxis(axis: Axis, scale: Scale, frame: Frame): string {
  const [bottom, top] = scale.pixels;
  const ticks = scale.ticks.flatMap(({ at, label }) => [
    line(axis.gridcolor, frame.left, at, frame.right, at),
    line(axis.tickcolor, frame.left - 5, at, frame.left, at),
    element("text", { x: frame.left - 9, y: at + 4, "text-anchor": "end" }, text(label)),
  ]);
  const title = {
    transform: `translate(${frame.left - 54} ${(bottom + top) / 2}) rotate(-90)`,
    "text-anchor": "middle",
    "font-size": 14,
  };
  return group(
    ...ticks,
    line(axis.linecolor, frame.left, bottom, frame.left, top),
    axis.title ? element("text", title, text(axis.title.text)) : "",
  );
}

function line(stroke: string | undefined, x1: number, y1: number, x2: number, y2: number): string {
  return stroke === undefined ? "" : element("line", { stroke, x1, y1, x2, y2 });
}

function group(...children: string[]): string {
  return element("g", {}, ...children);
}

/** Axis lines, grid, tick labels and titles. */
import type { Axis } from "../plotlyJson.js";
import { element, lines, text } from "./element.js";
import { keyOf, type AxisKey, type Panels } from "./panels.js";
import type { Scale } from "./scales.js";

/** A horizontal axis below, or on top of, the panel it is anchored to; its grid is in all of its panels. */
export function horizontalAxis(key: AxisKey, panels: Panels): string {
  const axis = panels.axis(key);
  const scale = panels.scale(key);
  const onTop = axis.side === "top";
  const [bottom, top] = panels.scale(axis.anchor ? keyOf(axis.anchor) : "yaxis").pixels;
  const [at, out] = onTop ? [top, -1] : [bottom, 1];
  const grid = panels.partners(key).map((partner) => panels.scale(partner));
  const ticks = labelled(axis, scale).flatMap(({ at: x, label }) => [
    ...grid.map(({ pixels: [from, to] }) => line(gridColor(axis), x, from, x, to)),
    line(axis.tickcolor, x, at, x, at + 5 * out),
    element("text", { x, y: at + (onTop ? -9 : 19), "text-anchor": "middle" }, text(label)),
  ]);
  const [left, right] = scale.pixels;
  const bare = axis.showticklabels === false;
  return group(
    ...ticks,
    line(axis.linecolor, left, at, right, at),
    heading(axis, (left + right) / 2, at + (onTop ? (bare ? -7 : -26) : bare ? 18 : 42), onTop),
  );
}

/** A vertical axis at the left side of the panel it is anchored to. */
export function verticalAxis(key: AxisKey, panels: Panels): string {
  const axis = panels.axis(key);
  const scale = panels.scale(key);
  const [left, right] = panels.scale(axis.anchor ? keyOf(axis.anchor) : "xaxis").pixels;
  const [bottom, top] = scale.pixels;
  const ticks = labelled(axis, scale).flatMap(({ at, label }) => [
    line(gridColor(axis), left, at, right, at),
    line(axis.tickcolor, left - 5, at, left, at),
    element("text", { x: left - 9, y: at + 4, "text-anchor": "end" }, text(label)),
  ]);
  const away = axis.showticklabels === false ? 12 : 54;
  return group(
    ...ticks,
    line(axis.linecolor, left, bottom, left, top),
    title(axis, { transform: `translate(${left - away} ${(bottom + top) / 2}) rotate(-90)` }),
  );
}

const labelled = ({ showticklabels }: Axis, { ticks }: Scale): Scale["ticks"] =>
  showticklabels === false ? [] : ticks;

const gridColor = ({ showgrid, gridcolor }: Axis): string | undefined =>
  showgrid === false ? undefined : gridcolor;

/** In one line, or, above a panel, in several. */
function heading({ title }: Axis, x: number, y: number, onTop: boolean): string {
  if (!title) return "";
  const style = { x, y, "text-anchor": "middle", "font-size": title.font?.size ?? 14 };
  return lines(title.text, style, onTop ? 1 : 0);
}

function title(axis: Axis, place: Readonly<Record<string, string | number>>): string {
  if (!axis.title) return "";
  const attributes = {
    ...place,
    "text-anchor": "middle",
    "font-size": axis.title.font?.size ?? 14,
  };
  return element("text", attributes, text(axis.title.text));
}

function line(stroke: string | undefined, x1: number, y1: number, x2: number, y2: number): string {
  return stroke === undefined ? "" : element("line", { stroke, x1, y1, x2, y2 });
}

function group(...children: string[]): string {
  return element("g", {}, ...children);
}

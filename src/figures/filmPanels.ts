/** The panels of a training film: the spectrum above what happens over the steps, beside them the plane. */
import type { Palette } from "./palette.js";
import { baseAxis } from "./theme.js";
import type { Axis, Layout, XName, YName } from "./plotlyJson.js";

export type FilmPanelName = "density" | "sharpness" | "loss" | "plane";

export interface FilmPanel {
  readonly name: FilmPanelName;
  readonly x: Axis;
  readonly y: Axis;
}

export interface PanelAxes {
  readonly xaxis: XName;
  readonly yaxis: YName;
}

export interface FilmPanels {
  readonly axes: Pick<Layout, "xaxis" | "yaxis">;
  on(name: FilmPanelName): PanelAxes;
}

type Domain = readonly [number, number];

/** Shares of the width: where the left column ends and the plane begins. */
const [leftEnd, rightStart] = [0.46, 0.58];

/** Shares of the height: below the spectrum, with its axis, and between panels over steps. */
const [belowDensity, between] = [0.2, 0.05];

/** @param panels From the top; the plane, if there is one, last. */
export function filmPanels(panels: readonly FilmPanel[]): FilmPanels {
  const left = panels.filter(({ name }) => name !== "plane");
  const hasPlane = left.length < panels.length;
  const domains = leftDomains(left);
  const across: Domain = hasPlane ? [0, leftEnd] : [0, 1];
  const beside: Domain = left.length > 0 ? [rightStart, 1] : [0, 1];
  const entries = panels.flatMap(({ name, x, y }, i): [string, Axis][] => {
    const isPlane = name === "plane";
    const isLowest = i === left.length - 1;
    // Panels over steps stand on one axis: the lowest has its labels.
    const labels = isPlane || isLowest || name === "density" ? {} : withoutLabels;
    const xaxis = { ...x, ...labels, domain: isPlane ? beside : across, anchor: nameOf("y", i) };
    const domain: Domain = isPlane ? [0, 1] : domains[i];
    const yaxis = { ...y, domain, anchor: nameOf("x", i) };
    return [
      [keyOf("x", i), xaxis],
      [keyOf("y", i), yaxis],
    ];
  });
  const axes: Record<string, Axis> = Object.fromEntries(entries);
  return {
    axes: { xaxis: {}, yaxis: {}, ...axes },
    on(name) {
      const i = panels.findIndex((panel) => panel.name === name);
      return { xaxis: nameOf("x", i), yaxis: nameOf("y", i) };
    },
  };
}

const nameOf = <L extends "x" | "y">(letter: L, i: number): L | `${L}${number}` =>
  i === 0 ? letter : `${letter}${i + 1}`;

const keyOf = (letter: string, i: number): string => `${letter}axis${i === 0 ? "" : i + 1}`;

const withoutLabels: Axis = { title: { text: "" }, showticklabels: false };

/** From the top; the spectrum is twice as high as the others. */
function leftDomains(left: readonly FilmPanel[]): Domain[] {
  const weights = left.map(({ name }) => (name === "density" ? 2 : 1));
  const gaps = left.slice(0, -1).map(({ name }) => (name === "density" ? belowDensity : between));
  const sum = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0);
  const unit = (1 - sum(gaps)) / sum(weights);
  let top = 1;
  return weights.map((weight, i) => {
    const bottom = Math.max(0, top - weight * unit);
    const domain: Domain = [share(bottom), share(top)];
    top = bottom - (gaps[i] ?? 0);
    return domain;
  });
}

const share = (value: number): number => Number(value.toFixed(4));

/** With a title that fits beside a low panel. */
export function filmAxis(palette: Palette, title: string): Axis {
  return { ...baseAxis(palette, title), title: { text: title, font: { size: 12 } } };
}

/** Panels above each other over one horizontal axis, which therefore zoom together. */
import type { Palette } from "./palette.js";
import type { Axis, Layout, YName } from "./plotlyJson.js";
import { baseAxis, fieldAxis, legendBelow, topMargin } from "./theme.js";

export interface PanelSpec {
  readonly title: string;
  readonly axis?: Axis;
  /** A picture fills it: it has no grid. */
  readonly field?: boolean;
  /** Of the height. Default 1. */
  readonly weight?: number;
}

export interface Stacked {
  /** From the top. */
  readonly names: readonly YName[];
  readonly domains: readonly (readonly [number, number])[];
  readonly layout: ReturnType<typeof legendBelow> & Pick<Layout, "xaxis" | "yaxis">;
}

/** Pixels of a panel of weight 1, and between two. */
const [panelHeight, between] = [150, 26];

/** @param panels From the top. */
export function stackedPanels(
  panels: readonly PanelSpec[],
  palette: Palette,
  x: { readonly title: string; readonly range: readonly [number, number] },
): Stacked {
  const heights = panels.map(
    ({ weight = 1 }) => (panels.length === 1 ? 2 : 1) * weight * panelHeight,
  );
  const plot = heights.reduce((a, b) => a + b) + (panels.length - 1) * between;
  const below = legendBelow({ height: plot + topMargin + 90 });
  let top = 1;
  const domains = heights.map((height): [number, number] => {
    const bottom = Math.max(0, top - height / plot);
    const domain = [share(bottom), share(top)] as [number, number];
    top = bottom - between / plot;
    return domain;
  });
  const axes = panels.map(({ title, axis, field }, i) => ({
    ...(field ? fieldAxis(palette, title) : baseAxis(palette, title)),
    domain: domains[i],
    ...axis,
  }));
  const names = panels.map((_, i): YName => (i === 0 ? "y" : `y${i + 1}`));
  const further = axes.slice(1).map((axis, i) => [`yaxis${i + 2}`, axis] as const);
  return {
    names,
    domains,
    layout: {
      ...below,
      xaxis: {
        ...baseAxis(palette, x.title),
        range: x.range,
        anchor: names[names.length - 1],
      },
      yaxis: axes[0],
      ...Object.fromEntries(further),
    },
  };
}

const share = (value: number): number => Number(value.toFixed(4));

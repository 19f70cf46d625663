/**
 * Weights of layers as heat maps, a panel each, at one moment or over time: what is exactly zero has a colour of its
 * own, and the rest a logarithmic scale, for a proximal step makes zeros and a gradient step never does.
 */
import { checkFinite, checkInteger, checkLength } from "../core/check.js";
import { animation, animationLayout, pickFrames, sliderHeight } from "./animation.js";
import { short } from "./describe.js";
import { Figure } from "./figure.js";
import type { Palette, Theme } from "./palette.js";
import { palettes } from "./palette.js";
import type { Axis, HeatmapTrace, Layout, XName, YName } from "./plotlyJson.js";
import {
  blockCentres,
  blockSize,
  sampledCells,
  shareCells,
  sparsityShares,
} from "./sparsityCells.js";
import { sparsityScale, type SparsityScale } from "./sparsityScale.js";
import { bareLayout, baseTitle, fieldAxis, topMargin } from "./theme.js";

export interface SparsityMoment {
  readonly step: number;
  /** Row by row. */
  readonly values: ArrayLike<number>;
}

export interface SparsityLayer {
  readonly name: string;
  /** Rows and columns; kernels of convolutions need to be laid out as a matrix. */
  readonly shape: readonly [number, number];
  /** Of one moment, or of several: the same ones in all layers. */
  readonly values: ArrayLike<number> | readonly SparsityMoment[];
}

export interface SparsityHeatmapInput {
  readonly layers: readonly SparsityLayer[];
}

export interface SparsityHeatmapOptions {
  readonly title?: string;
  /** What is called small: |w| up to it. Default: a thousandth of the largest. */
  readonly small?: number;
  readonly theme?: Theme;
}

/** Cells of a moment, and of all moments: 80 and 170 kB. */
const [cellsOfMoment, cellsOfAll] = [12_000, 28_000];

const mostMoments = 24;

interface Moments {
  readonly steps: readonly number[];
  /** [moment][layer] */
  readonly values: readonly (readonly ArrayLike<number>[])[];
}

export function sparsityHeatmapFigure(
  { layers }: SparsityHeatmapInput,
  { title = "Weights", small, theme = "light" }: SparsityHeatmapOptions = {},
): Figure<HeatmapTrace> {
  const palette = palettes[theme];
  const moments = momentsOf(layers);
  const { least, largest } = extremes(moments);
  const limit = small ?? largest / 1000;
  const scale = sparsityScale(least, largest, palette);
  const drawn = moments.values.map((values, i) => ({
    step: moments.steps[i],
    data: traces(layers, values, scale, moments.steps.length),
  }));
  const { data, frames } = animation("sparsityHeatmapFigure", drawn, ({ z }) => ({ z }));
  const shares = moments.values.map((values) => sparsityShares(values, limit));
  const { zero, small: smallShare } = shares[shares.length - 1];
  const before = frames ? ` (${percent(shares[0].zero)} at step ${moments.steps[0]})` : "";
  const finding =
    `${percent(zero)} exactly zero${before}, ` +
    `${percent(smallShare)} small (|w| ≤ ${short(limit)}), ${percent(1 - zero - smallShare)} larger`;
  const layout = {
    ...sparsityLayout(layers, moments, palette),
    title: baseTitle(palette, title, finding),
  };
  const moving = frames && { frames };
  return new Figure({ data, layout, ...moving }, `${title}: ${finding}; ${layers.length} layers`);
}

function momentsOf(layers: readonly SparsityLayer[]): Moments {
  const caller = "sparsityHeatmapFigure";
  checkInteger(caller, "number of layers", layers.length, 1, 9);
  const series = layers.map(drawnMoments);
  const steps = series[0].map(({ step }) => step);
  series.forEach((moments, i) => {
    const { name, shape } = layers[i];
    checkInteger(caller, `moments of ${name}`, moments.length, steps.length, steps.length);
    for (const { values } of moments) {
      checkLength(caller, `values of ${name}`, values, shape[0] * shape[1]);
      checkFinite(caller, `values of ${name}`, values);
    }
  });
  return { steps, values: steps.map((_, i) => series.map((moments) => moments[i].values)) };
}

/** Those of a layer that have a frame; weights of no known step are one moment at step 0. */
export function drawnMoments({ values }: SparsityLayer): readonly SparsityMoment[] {
  const isSeries = (v: typeof values): v is readonly SparsityMoment[] => typeof v[0] === "object";
  return pickFrames(isSeries(values) ? values : [{ step: 0, values }], mostMoments);
}

/** Of |w| > 0 over all layers and moments. */
function extremes({ values }: Moments): { least: number; largest: number } {
  let [least, largest] = [Infinity, 0];
  for (const layer of values.flat()) {
    for (let i = 0; i < layer.length; i++) {
      const size = Math.abs(layer[i]);
      if (size > largest) largest = size;
      if (size > 0 && size < least) least = size;
    }
  }
  return largest > 0 ? { least, largest } : { least: 1, largest: 1 };
}

function traces(
  layers: readonly SparsityLayer[],
  values: readonly ArrayLike<number>[],
  scale: SparsityScale,
  moments: number,
): HeatmapTrace[] {
  const { place, colorbar, ...colours } = scale;
  const cells = shareCells(
    layers.map(({ shape: [rows, columns] }) => rows * columns),
    Math.min(cellsOfMoment, cellsOfAll / moments),
  );
  return layers.map(({ name, shape }, i) => {
    const block = blockSize(shape, cells[i]);
    const many = block.rows * block.columns > 1 ? `, one of ${block.rows} × ${block.columns}` : "";
    return {
      type: "heatmap",
      name,
      x: blockCentres(shape[1], block.columns),
      y: blockCentres(shape[0], block.rows),
      z: sampledCells(values[i], shape, block).map((row) => row.map(place)),
      xaxis: axisName("x", i),
      yaxis: axisName("y", i),
      ...colours,
      ...(i === 0 ? { colorbar } : { showscale: false }),
      hovertemplate:
        `${name}<br>row %{y:.0f}, column %{x:.0f}${many}` +
        `<br>|w| = 10^%{z:.2f} (10^${scale.zmin} means 0)<extra></extra>`,
    };
  });
}

const axisName = <N extends XName | YName>(letter: "x" | "y", i: number): N =>
  `${letter}${i === 0 ? "" : i + 1}` as N;

function sparsityLayout(
  layers: readonly SparsityLayer[],
  { steps, values }: Moments,
  palette: Palette,
): Layout {
  const moving = steps.length > 1;
  const across = layers.length === 1 ? 1 : layers.length <= 4 ? 2 : 3;
  const down = Math.ceil(layers.length / across);
  const bottom = moving ? 24 + sliderHeight : 36;
  const axes = layers.flatMap(({ name, shape }, i) => {
    const row = Math.floor(i / across);
    const zeros = values.map((moment) => (100 * sparsityShares([moment[i]], 0).zero).toFixed(0));
    const change = new Set([zeros[0], zeros[zeros.length - 1]]);
    const heading = `${name}<br>${[...change].join(" → ")} % zero`;
    const x = domain(i % across, across, 0.09);
    const y = domain(down - 1 - row, down, 0.2);
    return panelAxes(heading, shape, { i, x, y }, palette);
  });
  const height = topMargin + 36 + down * (down === 1 ? 280 : 200) + bottom;
  const { xaxis = {}, yaxis = {}, ...further } = Object.fromEntries(axes) as Record<string, Axis>;
  return {
    ...bareLayout(palette),
    height,
    margin: { l: 52, r: 110, t: topMargin + 36, b: bottom },
    showlegend: false,
    xaxis,
    yaxis,
    ...further,
    ...(moving && animationLayout(steps.map(String), { palette, prefix: "step ", below: 22 })),
    meta: { eigenscape: "sparsityHeatmap" },
  };
}

const fewRows = 5;

function panelAxes(
  heading: string,
  [rows, columns]: readonly [number, number],
  { i, x, y }: { i: number; x: readonly [number, number]; y: readonly [number, number] },
  palette: Palette,
): [string, Axis][] {
  const key = i === 0 ? "" : String(i + 1);
  const { title, ticks, tickcolor, ...axis } = fieldAxis(palette, heading);
  return [
    [
      `xaxis${key}`,
      {
        ...axis,
        title: { ...title, text: heading, font: { size: 12 }, standoff: 4 },
        side: "top",
        showticklabels: false,
        domain: x,
        range: [-0.5, columns - 0.5],
        anchor: axisName<YName>("y", i),
      },
    ],
    [
      `yaxis${key}`,
      {
        ...axis,
        ...(ticks && { ticks }),
        ...(tickcolor !== undefined && { tickcolor }),
        domain: y,
        ...(rows <= fewRows && { dtick: 1 }), // plotly would also tick halves
        range: [rows - 0.5, -0.5],
        anchor: axisName<XName>("x", i),
      },
    ],
  ];
}

/** Of the k-th of `count` panels, with gaps between them. */
function domain(k: number, count: number, gap: number): [number, number] {
  const size = (1 - (count - 1) * gap) / count;
  return [Number((k * (size + gap)).toFixed(4)), Number((k * (size + gap) + size).toFixed(4))];
}

const percent = (share: number): string => `${short(100 * share)} %`;

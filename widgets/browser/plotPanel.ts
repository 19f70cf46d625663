/**
 * A plotly figure in an element, until a signal aborts. plotly (4.6 MB) is loaded with the first
 * figure, not with the page; figures that come while another is being drawn replace each other,
 * so that a slider never queues work.
 */
import { animateFrom, withOwnButtons, type Pressed } from "./animationButtons.js";

export interface FigureJson {
  readonly data: unknown;
  readonly layout: unknown;
  readonly config?: unknown;
  readonly frames?: unknown;
}

interface Plotly {
  react(el: HTMLElement, data: unknown, layout: unknown, config?: unknown): Promise<unknown>;
  addFrames(el: HTMLElement, frames: unknown): Promise<unknown>;
  animate(el: HTMLElement, ...args: readonly unknown[]): Promise<unknown>;
  purge(el: HTMLElement): void;
  readonly Plots: { resize(el: HTMLElement): Promise<unknown> | undefined };
}

/** A point of a drawn figure. */
export interface PlotPoint {
  readonly curveNumber: number;
  readonly pointNumber: number | readonly number[];
}

/** What a person changed, by plotly's names, such as { "xaxis.range[0]": 3 }. */
export type LayoutChanges = Readonly<Record<string, unknown>>;

/** The main axes as they stand. */
export interface FullAxes {
  readonly xaxis?: { readonly range?: readonly [number, number] };
  readonly yaxis?: { readonly range?: readonly [number, number] };
}

/** What a person does to a drawn figure. */
export interface PlotListeners {
  /** Gets the point that is clicked. */
  readonly click?: (point: PlotPoint) => void;
  /** Gets what a drag changed, at its end. */
  readonly drag?: (changes: LayoutChanges, layout: FullAxes) => void;
}

/** plotly's own emitter, on the element once it is drawn. */
interface Emitter {
  readonly _fullLayout?: FullAxes;
  on(event: "plotly_click", handler: (event: { points?: readonly PlotPoint[] }) => void): void;
  on(event: "plotly_relayout", handler: (changes: LayoutChanges) => void): void;
  on(event: "plotly_buttonclicked", handler: (pressed: Pressed) => void): void;
}

let loading: Promise<Plotly> | undefined;

/** Once per page; a failed attempt (a server that restarts) is forgotten. */
function plotlyOfPage(): Promise<Plotly> {
  loading ??= loadPlotly().catch((error: unknown) => {
    loading = undefined;
    throw error;
  });
  return loading;
}

async function loadPlotly(): Promise<Plotly> {
  const module: unknown = await import("plotly.js-dist-min");
  return (module as { default?: Plotly }).default ?? (module as Plotly);
}

/** @returns Draws a figure; resolves when it, or a later one, is on the screen. */
export function plotPanel(
  el: HTMLElement,
  signal: AbortSignal,
  listeners: PlotListeners = {},
): (figure: FigureJson) => Promise<void> {
  let next: FigureJson | undefined;
  let drawing: Promise<void> | undefined;
  let fitted = false;
  const drain = async (): Promise<void> => {
    const plotly = await plotlyOfPage();
    while (next !== undefined && !signal.aborted) {
      const figure = next;
      next = undefined;
      if (!fitted) keepFitting(plotly, el, signal);
      fitted = true;
      const first = !el.classList.contains("js-plotly-plot");
      await drawOne(plotly, el, figure);
      if (first) listen(plotly, el, listeners);
      if (signal.aborted) plotly.purge(el); // what finished after the end
    }
  };
  return (figure) => {
    next = figure;
    drawing ??= drain().finally(() => (drawing = undefined));
    return drawing;
  };
}

function listen(plotly: Plotly, el: HTMLElement, { click, drag }: PlotListeners): void {
  const plot = el as HTMLElement & Emitter;
  plot.on("plotly_click", ({ points = [] }) => {
    const [point] = points;
    if (point !== undefined) click?.(point);
  });
  plot.on("plotly_relayout", (changes) => drag?.(changes, plot._fullLayout ?? {}));
  plot.on("plotly_buttonclicked", (pressed) => animateFrom(plotly, el, pressed));
}

/** plotly.js 4 has a button that uploads the data to its makers; not unless a figure asks for it. */
const defaults = { displaylogo: false, showSendToCloud: false };

async function drawOne(plotly: Plotly, el: HTMLElement, figure: FigureJson): Promise<void> {
  // plotly writes into what it is given (sizes, zoomed ranges); the caller's JSON stays as it is.
  const { data, layout, config, frames } = structuredClone(figure);
  const shown = { ...defaults, ...(config as object), responsive: false };
  await plotly.react(el, data, withOwnButtons(layout), shown);
  if (Array.isArray(frames) && frames.length > 0) await plotly.addFrames(el, frames);
}

/** Follows the element's width; leaves nothing behind when the signal aborts. */
function keepFitting(plotly: Plotly, el: HTMLElement, signal: AbortSignal): void {
  let width = el.clientWidth;
  const observer = new ResizeObserver(() => {
    if (el.clientWidth === width || el.clientWidth === 0) return;
    width = el.clientWidth;
    if (el.classList.contains("js-plotly-plot")) void plotly.Plots.resize(el);
  });
  observer.observe(el);
  signal.addEventListener(
    "abort",
    () => {
      observer.disconnect();
      plotly.purge(el);
    },
    { once: true },
  );
}

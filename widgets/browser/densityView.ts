/**
 * The live eigenvalue density: figure, slider, switch. Everything is computed here, from nodes
 * and weights; the kernel only learns the width that the slider ended at.
 *
 * For tests and styles: `.eigenscape-density` has data-status (pending, ready, error), data-width
 * and data-scale (of what is drawn), data-theme, and data-draws, which counts drawings.
 */
import { eigenvalueDensityFigure } from "../../src/figures/eigenvalueDensity.js";
import type { DensityState } from "../contract.js";
import { densityControls } from "./densityControls.js";
import type { DensityContent } from "./densityInBrowser.js";
import { densityInBrowser, nodeRange } from "./densityInBrowser.js";
import { pageTheme, watchPageTheme } from "./pageTheme.js";
import { plotPanel } from "./plotPanel.js";
import type { RenderContext } from "./render.js";
import { styleSheet } from "./styleSheet.js";

type Context = RenderContext<DensityState>;

export function renderDensity({ model, el, signal }: Context): void {
  el.classList.add("eigenscape-density");
  el.dataset["status"] = "pending";
  const [status, plot, controls] = [div("status"), div("plot"), div("controls")];
  status.textContent = "Loading the figure …";
  const style = document.createElement("style");
  style.textContent = styleSheet;
  el.append(style, status, plot, controls);
  densityControls({ model, el: controls, signal }, () => nodeRange(content(model)));

  const draw = plotPanel(plot, signal);
  const redraw = oncePerFrame(signal, async () => {
    try {
      await draw(figure(model));
      if (!signal.aborted) markReady(el, model);
    } catch (error) {
      el.dataset["status"] = "error";
      status.textContent = `The figure could not be drawn.\n${String(error)}`;
    }
  });
  model.onChange(redraw, signal);
  watchPageTheme(redraw, signal);
  redraw();
}

function figure(model: Context["model"]): { data: unknown; layout: object; config: unknown } {
  const [width, scale, theme] = [model.get("width"), model.get("scale"), pageTheme()];
  const input = densityInBrowser(content(model));
  const { data, layout, config } = eigenvalueDensityFigure(input, { width, scale, theme });
  const clear = "rgba(0, 0, 0, 0)"; // the page's own background
  // A zoom by hand outlives the next drawing as long as this value stays.
  return {
    data,
    layout: { ...layout, paper_bgcolor: clear, plot_bgcolor: clear, uirevision: scale },
    config,
  };
}

function content(model: Context["model"]): DensityContent {
  return {
    probes: model.get("probes"),
    size: model.get("size"),
    label: model.get("label"),
    samples: model.get("samples"),
    defaultWidth: model.get("defaultWidth"),
  };
}

function markReady(el: HTMLElement, model: Context["model"]): void {
  Object.assign(el.dataset, {
    status: "ready",
    width: String(model.get("width")),
    scale: model.get("scale"),
    theme: pageTheme(),
    draws: String(Number(el.dataset["draws"] ?? 0) + 1),
  });
}

/** Many requests before the next frame are one. */
function oncePerFrame(signal: AbortSignal, run: () => Promise<void>): () => void {
  let frame: number | undefined;
  signal.addEventListener("abort", () => frame !== undefined && cancelAnimationFrame(frame));
  return () => {
    if (signal.aborted) return;
    frame ??= requestAnimationFrame(() => {
      frame = undefined;
      void run();
    });
  };
}

function div(name: string): HTMLDivElement {
  const made = document.createElement("div");
  made.className = `eigenscape-${name}`;
  return made;
}

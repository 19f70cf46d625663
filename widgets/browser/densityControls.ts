/**
 * The controls under a live density: a slider for σ on a logarithmic scale, a button back to the
 * library's own σ, and a switch for the logarithmic axis. Plain HTML inputs with labels, so that
 * keyboard and screen reader work, coloured by the page's theme.
 */
import type { DensityState } from "../contract.js";
import type { RenderContext } from "./render.js";

type Context = RenderContext<DensityState>;

export function densityControls(context: Context, range: () => [number, number]): void {
  const { el, signal } = context;
  el.addEventListener("keydown", keepFromNotebook, { signal });
  el.append(...widthControls(context, range), scaleSwitch(context));
}

const keysOfInputs = /^(Arrow.*|Page.*|Home|End| )$/;

/** JupyterLab would take the arrow keys of a slider as moves between cells, and cancel them. */
function keepFromNotebook(event: KeyboardEvent): void {
  if (keysOfInputs.test(event.key)) event.stopPropagation();
}

function widthControls(
  { model, signal }: Context,
  range: () => [number, number],
): readonly HTMLElement[] {
  const slider = element("input", "eigenscape-width", { type: "range" });
  const label = element("label", "eigenscape-label", {}, "smoothing width σ ", slider);
  const value = element("output", "eigenscape-width-value");
  const reset = element("button", "eigenscape-width-reset", { type: "button" }, "reset");
  reset.title = "back to the width that the library chose";
  const show = (): void => {
    const [low, high] = widthRange(range(), model.get("defaultWidth"), model.get("width"));
    const position = Math.log10(model.get("width"));
    slider.min = String(Math.log10(low));
    slider.max = String(Math.log10(high));
    slider.step = String((Math.log10(high) - Math.log10(low)) / 200);
    if (document.activeElement !== slider || !near(Number(slider.value), position, slider.step)) {
      slider.value = String(position);
    }
    value.value = format(model.get("width"));
    slider.setAttribute("aria-valuetext", value.value);
    reset.disabled = model.get("width") === model.get("defaultWidth");
  };
  show();
  model.onChange(show, signal);
  slider.addEventListener(
    "input",
    () => model.set({ width: Number((10 ** Number(slider.value)).toPrecision(4)) }),
    { signal },
  );
  reset.addEventListener("click", () => model.set({ width: model.get("defaultWidth") }), {
    signal,
  });
  return [label, value, reset];
}

function scaleSwitch({ model, signal }: Context): HTMLElement {
  const box = element("input", "eigenscape-scale", { type: "checkbox" });
  const show = (): void => {
    box.checked = model.get("scale") === "log";
  };
  show();
  model.onChange(show, signal);
  box.addEventListener("change", () => model.set({ scale: box.checked ? "log" : "linear" }), {
    signal,
  });
  return element("label", "eigenscape-label", {}, box, " log axis");
}

/** From far below to far above the library's choice, and never past a quarter of the picture. */
function widthRange([low, high]: [number, number], chosen: number, now: number): [number, number] {
  const span = high - low;
  return [
    Math.min(chosen / 30, span / 2000, now),
    Math.max(Math.min(chosen * 30, span / 4), chosen, now),
  ];
}

function near(a: number, b: number, step: string): boolean {
  return Math.abs(a - b) <= Number(step);
}

const format = (width: number): string => String(Number(width.toPrecision(3)));

function element<K extends keyof HTMLElementTagNameMap>(
  name: K,
  className: string,
  attributes: Readonly<Record<string, string>> = {},
  ...children: (Node | string)[]
): HTMLElementTagNameMap[K] {
  const made = document.createElement(name);
  made.className = className;
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children);
  return made;
}

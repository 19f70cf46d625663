/** A slider for the smoothing width σ on a logarithmic scale, and a button back to the library's own σ. */
import { element } from "../parts/element.js";
import { slider } from "../parts/slider.js";
import type { RenderContext, ViewModel } from "../render.js";

/** A linear axis of eigenvalues and a logarithmic one have widths of their own: σ of λ, and of ln |λ|. */
interface Widths {
  readonly axis?: "linear" | "log";
  /** Null where each spectrum has the one that the library chose for it. */
  readonly width: number | null;
  readonly logWidth?: number;
}

export interface WidthSliderOptions {
  /** The library's choice on the axis that is shown. */
  readonly chosen: () => number;
  /** From the smallest to the largest Ritz value that is drawn. */
  readonly nodes: () => readonly [number, number];
  /** What the button sets. Default: what the library chose. */
  readonly reset?: null;
}

export function widthSlider<State extends Widths>(
  context: RenderContext<State>,
  { chosen, nodes, reset: free }: WidthSliderOptions,
): readonly HTMLElement[] {
  const model: ViewModel<Widths> = context.model;
  const { signal } = context;
  const key = (): "width" | "logWidth" => (isLog() ? "logWidth" : "width");
  const isLog = (): boolean => model.get("axis") === "log";
  const now = (): number => model.get(key()) ?? chosen();
  const initial = (): number | null => (free === null ? null : chosen());
  const { parts } = slider(context, {
    name: "width",
    label: "smoothing width σ",
    range: () => {
      const ends = isLog() ? undefined : nodes();
      const [min, max] = widthRange(chosen(), now(), ends).map(Math.log10) as Range;
      return { min, max, step: (max - min) / 200 };
    },
    position: () => Math.log10(now()),
    move: (position) => model.set({ [key()]: Number((10 ** position).toPrecision(4)) }),
    text: () =>
      model.get(key()) === null
        ? "each its own"
        : `${Number(now().toPrecision(3))}${isLog() ? " of ln |λ|" : ""}`,
  });
  const reset = element("button", "button eigenscape-width-reset", { type: "button" }, "reset");
  reset.title = "back to the width that the library chose";
  const show = (): void => {
    reset.disabled = model.get(key()) === initial();
  };
  show();
  model.onChange(show, signal);
  reset.addEventListener("click", () => model.set({ [key()]: initial() }), { signal });
  return [...parts, reset];
}

type Range = [number, number];

/** From far below to far above the library's choice, and never past a quarter of the picture. */
function widthRange(chosen: number, now: number, ends?: readonly [number, number]): Range {
  if (ends === undefined) return [Math.min(chosen / 30, now), Math.max(chosen * 30, now)];
  const span = ends[1] - ends[0];
  return [
    Math.min(chosen / 30, span / 2000, now),
    Math.max(Math.min(chosen * 30, span / 4), chosen, now),
  ];
}

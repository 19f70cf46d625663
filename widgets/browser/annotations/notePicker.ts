/**
 * Choosing a point of a figure: a click, or a cross that the arrow keys move and Enter sets. Lies
 * over the figure while it is asked, and nothing below it hears of it.
 */
import { element } from "../parts/element.js";

export interface Pixel {
  readonly left: number;
  readonly top: number;
}

const steps: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

const hint =
  "Click the point of the note, or move the cross with the arrow keys and press Enter. Escape ends.";

/** @returns Pixels from the corner of `el`; undefined when nothing was chosen. */
export function pickPoint(el: HTMLElement, signal: AbortSignal): Promise<Pixel | undefined> {
  const label = element("span", "note-hint", {}, hint);
  const attributes = { tabindex: "0", role: "application", "aria-label": hint };
  const layer = element("div", "note-picker", attributes, label);
  const middle = { left: el.clientWidth / 2, top: el.clientHeight / 2 };
  el.append(layer);
  return new Promise((resolve) => {
    const done = new AbortController();
    const end = (point?: Pixel): void => {
      done.abort();
      layer.remove();
      resolve(point);
    };
    signal.addEventListener("abort", () => end(), { signal: done.signal });
    listen(layer, middle, end, done.signal);
    layer.focus({ preventScroll: true });
  });
}

function listen(
  layer: HTMLElement,
  start: Pixel,
  end: (point?: Pixel) => void,
  signal: AbortSignal,
): void {
  let cross = start;
  const move = (point: Pixel): void => {
    cross = point;
    layer.style.setProperty("--left", `${point.left}px`);
    layer.style.setProperty("--top", `${point.top}px`);
  };
  const onKey = (event: KeyboardEvent): void => {
    const { key, shiftKey } = event;
    const step = steps[key];
    if (step === undefined && key !== "Enter" && key !== "Escape") return;
    event.preventDefault();
    event.stopPropagation(); // the notebook would go to another cell
    if (key === "Escape") return end();
    if (step === undefined) return end(cross);
    const pixels = shiftKey ? 1 : 10;
    move(inside({ left: cross.left + pixels * step[0], top: cross.top + pixels * step[1] }, layer));
  };
  move(start);
  layer.addEventListener("keydown", onKey, { signal });
  layer.addEventListener("pointermove", (event) => move(pixelOf(event, layer)), { signal });
  layer.addEventListener("click", (event) => end(pixelOf(event, layer)), { signal });
}

function inside({ left, top }: Pixel, { clientWidth, clientHeight }: HTMLElement): Pixel {
  const within = (value: number, most: number): number => Math.max(0, Math.min(most, value));
  return { left: within(left, clientWidth), top: within(top, clientHeight) };
}

function pixelOf({ clientX, clientY }: MouseEvent, layer: HTMLElement): Pixel {
  const { left, top } = layer.getBoundingClientRect();
  return { left: clientX - left, top: clientY - top };
}

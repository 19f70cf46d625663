/**
 * What is chosen, in words, and buttons that go through the points one by one: what a click does,
 * for those who have no mouse.
 */
import { element } from "./element.js";

export interface PointChooser {
  readonly part: HTMLElement;
  /** @param chosen Place of the chosen one among `count` points; −1 for none. */
  readonly show: (chosen: number, count: number, text: string) => void;
}

/** @param go Chooses the next point, or with −1 the one before. */
export function pointChooser(go: (by: 1 | -1) => void, signal: AbortSignal): PointChooser {
  const button = (name: string, text: string): HTMLButtonElement =>
    element("button", `button eigenscape-${name}`, { type: "button" }, text);
  const [previous, next] = [button("previous", "‹ previous point"), button("next", "next point ›")];
  const said = element("output", "selection", { "aria-live": "polite" });
  const part = element("div", "chooser", { role: "group", "aria-label": "chosen point" });
  part.append(previous, next, said);
  part.hidden = true;
  previous.addEventListener("click", () => go(-1), { signal });
  next.addEventListener("click", () => go(1), { signal });
  const show = (chosen: number, count: number, text: string): void => {
    part.hidden = count === 0;
    said.value = text && (chosen < 0 ? text : `${chosen + 1} of ${count}: ${text}`);
  };
  return { part, show };
}

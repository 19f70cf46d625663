/** A labelled drop-down bound to an entry of a state. */
import type { RenderContext } from "../render.js";
import { entry } from "./checkbox.js";
import { element } from "./element.js";

export function menu<State, K extends keyof State & string>(
  { model, signal }: RenderContext<State>,
  options: {
    readonly key: K;
    readonly label: string;
    /** Values with their names. */
    readonly choices: readonly (readonly [value: State[K] & string, name: string])[];
  },
): HTMLElement {
  const { key, label, choices } = options;
  const items = choices.map(([value, name]) => element("option", "option", { value }, name));
  const select = element("select", `menu eigenscape-${key}`, {}, ...items);
  const show = (): void => {
    select.value = String(model.get(key));
  };
  show();
  model.onChange(show, signal);
  const choose = (): void => {
    const chosen = choices.find(([value]) => value === select.value);
    if (chosen !== undefined) model.set(entry(key, chosen[0]));
  };
  select.addEventListener("change", choose, { signal });
  return element("label", "label", {}, `${label} `, select);
}

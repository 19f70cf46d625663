/** Labelled checkboxes bound to entries of a state. */
import type { RenderContext } from "../render.js";
import { element } from "./element.js";

type Key<State> = keyof State & string;

/** One that switches an entry between two values. */
export function checkbox<State, K extends Key<State>>(
  { model, signal }: RenderContext<State>,
  options: {
    readonly key: K;
    readonly label: string;
    readonly on: State[K];
    readonly off: State[K];
    /** Whether it has a meaning now. */
    readonly enabled?: () => boolean;
  },
): HTMLElement {
  const { key, label, on, off, enabled = () => true } = options;
  const box = element("input", `checkbox eigenscape-${key}`, { type: "checkbox" });
  const show = (): void => {
    box.checked = model.get(key) === on;
    box.disabled = !enabled();
  };
  show();
  model.onChange(show, signal);
  const set = (): void => model.set(entry(key, box.checked ? on : off));
  box.addEventListener("change", set, { signal });
  return element("label", "label", {}, box, ` ${label}`);
}

/** A change of one entry. */
export function entry<State, K extends Key<State>>(key: K, value: State[K]): Partial<State> {
  const change: Partial<State> = {};
  change[key] = value;
  return change;
}

/** A group of them for which of the names are in a list; the last one cannot be taken out. */
export function checkboxes<State, K extends Key<State>>(
  { model, signal }: RenderContext<State>,
  options: {
    readonly key: K;
    readonly legend: string;
    readonly names: () => readonly string[];
    readonly chosen: () => readonly string[];
    readonly choose: (names: readonly string[]) => Partial<State>;
    /** At most so many at once. */
    readonly most: number;
  },
): HTMLElement {
  const { key, legend, names, chosen, choose, most } = options;
  const group = element("fieldset", `group eigenscape-${key}`);
  const boxes = new Map<string, HTMLInputElement>();
  const build = (): void => {
    boxes.clear();
    for (const name of names()) boxes.set(name, element("input", "checkbox", { type: "checkbox" }));
    const labels = [...boxes].map(([name, box]) => element("label", "label", {}, box, ` ${name}`));
    group.replaceChildren(element("legend", "legend", {}, legend), ...labels);
  };
  const show = (): void => {
    if (names().join("\n") !== [...boxes.keys()].join("\n")) build();
    group.hidden = boxes.size < 2;
    const now = chosen();
    for (const [name, box] of boxes) {
      box.checked = now.includes(name);
      box.disabled = box.checked ? now.length === 1 : now.length >= most;
    }
  };
  show();
  model.onChange(show, signal);
  const pick = (): void => {
    model.set(choose([...boxes].filter(([, box]) => box.checked).map(([name]) => name)));
  };
  group.addEventListener("change", pick, { signal });
  return group;
}

/** A person chose a point: all views mark it, and code in the kernel hears of it. */
import type { Selectable, SelectionOf } from "../contract.js";
import { entry } from "./parts/checkbox.js";
import type { ViewModel } from "./render.js";

export function choose<State extends Selectable>(
  model: ViewModel<State>,
  selection: SelectionOf<State>,
): void {
  model.set(entry<State, "selection">("selection", selection));
  model.send({ event: "select", selection });
}

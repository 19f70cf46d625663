/** What `display` returns. As the value of a cell it shows nothing, for its output is there already. */
import { displaySymbol } from "../display/symbols.js";
import type { Displayable, DisplayHandle, MimeBundle } from "./hostTypes.js";

type Update = (value: unknown, id: string) => Promise<void>;

class ShownOutput implements DisplayHandle, Displayable {
  readonly id: string;
  readonly #update: Update;

  constructor(id: string, update: Update) {
    this.id = id;
    this.#update = update;
  }

  update(value: unknown): Promise<void> {
    return this.#update(value, this.id);
  }

  [displaySymbol](): MimeBundle {
    return {};
  }
}

export function displayHandle(id: string, update: Update): DisplayHandle {
  return new ShownOutput(id, update);
}

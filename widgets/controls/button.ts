/** A button that calls back. */
import { Button as ButtonControl, type ButtonState } from "./generated/button.js";
import { Listeners } from "../listeners.js";
import type { ControlOptions } from "./control.js";

export class Button extends ButtonControl {
  readonly #clicks = new Listeners<[button: Button]>();

  constructor(options?: ControlOptions<ButtonState>) {
    super(options);
    this.onMessage((content) => {
      if ((content as { event?: unknown } | null)?.event === "click") this.click();
    });
  }

  /** Calls the handler with each click. Returns: stop. */
  onClick(handler: (button: Button) => void): () => void {
    return this.#clicks.add(handler);
  }

  /** Does what a click does. */
  click(): void {
    this.#clicks.emit(this);
  }
}

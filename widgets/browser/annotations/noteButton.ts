/** A button of our notes. */
import { element } from "../parts/element.js";

export function noteButton(name: string, text: string, onClick: () => void): HTMLButtonElement {
  const button = element("button", name, { type: "button" }, text);
  button.addEventListener("click", onClick);
  return button;
}

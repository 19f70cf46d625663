/** A button of the toolbar; it is shown as soon as it does something. */
export type Action = "theme" | "code" | "download" | "save";

export function button(action: Action, press: () => void): HTMLButtonElement | undefined {
  const found = document.querySelector<HTMLButtonElement>(`button[data-action="${action}"]`);
  if (found === null) return undefined;
  found.addEventListener("click", press);
  found.hidden = false;
  return found;
}

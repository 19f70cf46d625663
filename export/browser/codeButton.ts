/** Folds all code, or unfolds it; on paper everything is unfolded. */
import { button } from "./button.js";

export function codeButton(): void {
  const folds = [...document.querySelectorAll<HTMLDetailsElement>("details.source")];
  const anyOpen = (): boolean => folds.some(({ open }) => open);
  const pressed = button("code", () => {
    const open = !anyOpen();
    for (const fold of folds) fold.open = open;
  });
  if (pressed === undefined) return;
  const name = (): void => {
    pressed.textContent = anyOpen() ? "Hide code" : "Show code";
  };
  for (const fold of folds) fold.addEventListener("toggle", name);
  name();
  unfoldForPaper();
}

function unfoldForPaper(): void {
  let folded: HTMLDetailsElement[] = [];
  addEventListener("beforeprint", () => {
    folded = [...document.querySelectorAll<HTMLDetailsElement>("main details:not([open])")];
    for (const fold of folded) fold.open = true;
  });
  addEventListener("afterprint", () => {
    for (const fold of folded) fold.open = false;
  });
}

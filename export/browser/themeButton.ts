/**
 * Light or dark: the system's choice until the reader makes one. The body says it in the attribute
 * that JupyterLab uses, which figures and widgets follow.
 */
import type { Theme } from "../../src/figures/palette.js";
import { button } from "./button.js";

export function themeButton(): void {
  const system = matchMedia("(prefers-color-scheme: dark)");
  let chosen: Theme | undefined;
  const theme = (): Theme => chosen ?? (system.matches ? "dark" : "light");
  const pressed = button("theme", () => {
    chosen = theme() === "dark" ? "light" : "dark";
    show();
  });
  const show = (): void => {
    if (chosen !== undefined) document.documentElement.dataset["theme"] = chosen;
    document.body.dataset["jpThemeLight"] = String(theme() === "light");
    if (pressed) pressed.textContent = theme() === "dark" ? "Light" : "Dark";
    pressed?.setAttribute("aria-label", `${theme() === "dark" ? "Light" : "Dark"} colours`);
  };
  system.addEventListener("change", show);
  show();
}

/**
 * Is the page light or dark? JupyterLab and Notebook 7 say so in an attribute of <body>, VS Code
 * in a class; elsewhere the page counts as light, which is what a page without a theme is.
 */
import type { Theme } from "../../src/figures/palette.js";

export function pageTheme(): Theme {
  const { dataset, classList } = document.body;
  const dark =
    dataset["jpThemeLight"] === "false" ||
    classList.contains("vscode-dark") ||
    (classList.contains("vscode-high-contrast") &&
      !classList.contains("vscode-high-contrast-light"));
  return dark ? "dark" : "light";
}

/** Calls the handler whenever the page turns light or dark, until the signal aborts. */
export function watchPageTheme(handler: (theme: Theme) => void, signal: AbortSignal): void {
  let theme = pageTheme();
  const observer = new MutationObserver(() => {
    const now = pageTheme();
    if (now === theme) return;
    theme = now;
    handler(now);
  });
  observer.observe(document.body, { attributeFilter: ["data-jp-theme-light", "class"] });
  signal.addEventListener("abort", () => observer.disconnect(), { once: true });
}

/**
 * Collects what goes wrong in a page: console errors and uncaught exceptions. A figure can look right while
 * the extension behind it fails at every second message.
 */
import type { ConsoleMessage, Page } from "playwright-core";

/** JupyterLab's own noise. Each entry says what it is and why it is not ours. */
const known: readonly { readonly pattern: RegExp; readonly reason: string }[] = [
  {
    pattern: /reading 'schema'\)\s+at \S+\/static\/notebook\/notebook_core/,
    reason: "Notebook 7.6.5 hears of a setting before it has loaded it; we have no settings.",
  },
];

export interface ConsoleWatch {
  /** Errors so far, without the known ones. */
  readonly errors: () => readonly string[];
}

const describe = (message: ConsoleMessage): string => {
  const { url, lineNumber } = message.location();
  return `${message.text()} (${url}:${lineNumber})`;
};

/** Listens from now on; call it before the page is opened. */
export function watchConsole(page: Page): ConsoleWatch {
  const errors: string[] = [];
  page.on("console", (message) => {
    if (message.type() === "error") errors.push(describe(message));
  });
  page.on("pageerror", (error) => errors.push(`uncaught: ${error.stack ?? error.message}`));
  return {
    errors: () => errors.filter((text) => !known.some(({ pattern }) => pattern.test(text))),
  };
}

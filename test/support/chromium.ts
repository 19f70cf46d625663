/** Chromium for the tests of one file: the machine's own, quiet and without network traffic of its own. */
import { chromium, type Browser } from "playwright-core";
import { findChromium } from "../../scripts/setup/browser.mjs";

const quiet = [
  "--no-sandbox", // root in a container has no sandbox
  "--disable-gpu",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--no-first-run",
];

export function launchChromium(): Promise<Browser> {
  return chromium.launch({ executablePath: findChromium(), args: quiet });
}

/** Chromium for the tests of one file, and our TypeScript bundled for it. */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import type { Browser } from "playwright-core";
import { chromium } from "playwright-core";
import { findChromium } from "../../scripts/setup/browser.mjs";

export function launchChromium(): Promise<Browser> {
  const args = [
    "--no-sandbox", // root in a container has no sandbox
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
  ];
  return chromium.launch({ executablePath: findChromium(), args });
}

/** One script of a file beside the tests, from sources: never an older build. */
export async function bundleForPage(file: string): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(new URL(file, import.meta.url))],
    bundle: true,
    write: false,
    format: "iife",
    target: "es2022",
    define: { EIGENSCAPE_VERSION: '"0.0.0"' },
    logLevel: "warning",
  });
  return outputFiles[0].text;
}

export function plotlyScript(): string {
  const resolve = createRequire(import.meta.url).resolve;
  return readFileSync(resolve("plotly.js-dist-min"), "utf8");
}

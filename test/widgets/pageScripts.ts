/** What a page of the widget tests loads: our TypeScript bundled for it, and plotly.js. */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

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

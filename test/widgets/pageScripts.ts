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

/** plotly.js 4, which we ship, or 3, which pages of others have (a dependency of the tests alone). */
export function plotlyScript(major: 3 | 4 = 4): string {
  const resolve = createRequire(import.meta.url).resolve;
  return readFileSync(resolve(`plotly.js-dist-min${major === 3 ? "-3" : ""}`), "utf8");
}

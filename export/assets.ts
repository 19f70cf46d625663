/** What a report carries beside the notebook: our scripts, plotly, and the style of formulas. */
import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";

const { resolve } = createRequire(import.meta.url);

/** scripts/build-widgets.mjs makes them. */
export type Built = "report.js" | "figures.js" | "widgets.js" | "widgets.css";

export function built(name: Built): string {
  const path = join(dirname(resolve("eigenscape/package.json")), "dist", "standalone", name);
  if (!existsSync(path))
    throw new Error(`export: ${name} must be built, got none; run npm run build`);
  return readFileSync(path, "utf8");
}

/** Of eigenscape, whose views a report carries. */
export function ownVersion(): string {
  const file = readFileSync(resolve("eigenscape/package.json"), "utf8");
  return (JSON.parse(file) as { version: string }).version;
}

/** 4.6 MB. */
export function plotlyScript(): string {
  return readFileSync(resolve("plotly.js-dist-min"), "utf8");
}

/** With its one small font for script letters inside. */
export function mathStyle(): string {
  const folder = dirname(resolve("temml"));
  const font = readFileSync(join(folder, "Temml.woff2")).toString("base64");
  return readFileSync(join(folder, "Temml-Local.css"), "utf8")
    .replace(/\/\*[\s\S]*?\*\//g, "")
    .replace("url('Temml.woff2')", `url("data:font/woff2;base64,${font}")`);
}

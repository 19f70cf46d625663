/**
 * Builds what browsers load, from widgets/browser/ with npm packages alone:
 *
 *   dist/labextension/  JupyterLab and Notebook 7: the widgets and the plotly renderer
 *   dist/index.js       AMD, where VS Code and nbviewer look in a published package
 *   dist/esm/           ES modules, plotly in a chunk of its own
 *   dist/standalone/    for reports (export/browser/): plain scripts, plotly brought by the page
 *
 * The labextension gets a package folder of its own (dist/labextension-build/): its builder makes
 * every dependency of the package it is given a shared module, and needs plain scripts, whereas
 * this package is of type "module". Nothing is done when no input has changed.
 */
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { bundleSizes, sizeTable } from "./bundleSizes.mjs";

const root = fileURLToPath(new URL("..", import.meta.url));
const dist = join(root, "dist");
const browser = join(root, "widgets", "browser");
const work = join(dist, "labextension-build");
const stamp = join(work, "inputs.sha256");
const resolve = createRequire(import.meta.url).resolve;
const { name, version, license } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));

const inputs = [
  "widgets",
  "export",
  "src/figures",
  "src/spectrum",
  "src/core",
  "package.json",
  "package-lock.json",
];
const outputs = [
  "labextension/package.json",
  "index.js",
  "esm/exports.js",
  "standalone/report.js",
  "standalone/figures.js",
  "standalone/widgets.js",
];

/** What a Jupyter page brings along. */
const host = ["@jupyter-widgets/base", "@lumino/*", "@jupyterlab/*"];
const common = {
  bundle: true,
  minify: true,
  platform: "browser",
  target: "es2022",
  logLevel: "warning",
  define: { EIGENSCAPE_VERSION: JSON.stringify(version) },
};

await main();

async function main() {
  const digest = hashOf([
    ...inputs.map((path) => join(root, path)),
    fileURLToPath(import.meta.url),
  ]);
  const built = outputs.every((path) => existsSync(join(dist, path))) && existsSync(stamp);
  if (built && readFileSync(stamp, "utf8") === digest) {
    console.log("widgets: up to date");
    return;
  }
  const start = performance.now();
  rmSync(work, { recursive: true, force: true });
  await buildAmd();
  await buildEsm();
  await buildStandalone();
  await buildLabextension();
  const sizes = bundleSizes(dist);
  const large = sizes.filter(({ size, limit }) => size > limit);
  if (large.length > 0)
    throw new Error(`build-widgets: bundles must keep their limits, got\n${sizeTable(large)}`);
  writeFileSync(stamp, digest);
  const seconds = ((performance.now() - start) / 1000).toFixed(1);
  console.log(`widgets: built in ${seconds} s\n${sizeTable(sizes)}`);
}

/** One script in an anonymous define: how require.js loads a module by its address. */
function buildAmd() {
  const base = "@jupyter-widgets/base";
  return build({
    ...common,
    entryPoints: [join(browser, "exports.ts")],
    outfile: join(dist, "index.js"),
    format: "cjs",
    external: host,
    banner: {
      js:
        `define(["${base}"], function (base) { const module = { exports: {} };` +
        ` const require = () => base;`,
    },
    footer: { js: "return module.exports; });" },
  });
}

function buildEsm() {
  rmSync(join(dist, "esm"), { recursive: true, force: true });
  return build({
    ...common,
    entryPoints: [join(browser, "exports.ts")],
    outdir: join(dist, "esm"),
    format: "esm",
    splitting: true,
    external: host,
  });
}

/** Scripts of every report, of those with figures, and of those with widgets, which carries Jupyter's manager and controls. */
function buildStandalone() {
  const own = join(root, "export", "browser");
  return build({
    ...common,
    entryPoints: ["report.ts", "figures.ts", "widgets.ts"].map((file) => join(own, file)),
    outdir: join(dist, "standalone"),
    format: "iife",
    alias: {
      "plotly.js-dist-min": join(own, "plotly.ts"),
      // Controls of ipywidgets 7 are drawn by those of 8; the styles of both at once disagree.
      "@jupyter-widgets/base7": "@jupyter-widgets/base",
      "@jupyter-widgets/controls7": "@jupyter-widgets/controls",
    },
    define: { ...common.define, global: "globalThis" },
    // Icons are one font, in the form that all browsers read.
    loader: {
      ".woff2": "dataurl",
      ".woff": "empty",
      ".ttf": "empty",
      ".eot": "empty",
      ".svg": "empty",
    },
  });
}

async function buildLabextension() {
  mkdirSync(join(work, "entry"), { recursive: true });
  // JupyterLab reads default exports; the sources have named ones only.
  writeEntry("plugin", "plugin", "plugin");
  writeEntry("mime", "mimeExtensions", "mime");
  await build({
    ...common,
    minify: false, // the builder does
    entryPoints: [join(work, "entry", "plugin.ts"), join(work, "entry", "mime.ts")],
    outdir: join(work, "lib"),
    format: "esm",
    splitting: true,
    external: [...host, "plotly.js-dist-min"],
  });
  writeFileSync(join(work, "package.json"), JSON.stringify(labextensionPackage(), null, 2));
  runBuilder();
}

function writeEntry(file, exported, module) {
  const source = `export { ${exported} as default } from "../../../widgets/browser/${module}.js";\n`;
  writeFileSync(join(work, "entry", `${file}.ts`), source);
}

function labextensionPackage() {
  return {
    name,
    version,
    license,
    description: "Live widgets of eigenscape and a renderer of plotly figures",
    main: "lib/plugin.js",
    dependencies: { "@jupyter-widgets/base": "^6.0.12" },
    jupyterlab: {
      extension: "lib/plugin.js",
      mimeExtension: "lib/mime.js",
      outputDir: "../labextension",
      sharedPackages: { "@jupyter-widgets/base": { bundled: false, singleton: true } },
    },
  };
}

/** Its own messages are shown only if it fails. */
function runBuilder() {
  const builder = resolve("@jupyter/builder/lib/build-labextension.js");
  const core = resolve("@jupyterlab/core-meta/core.package.json");
  try {
    execFileSync(process.execPath, [builder, "--core-package-file", core, work], { stdio: "pipe" });
  } catch (error) {
    const said = `${error.stdout ?? ""}${error.stderr ?? ""}`;
    throw new Error(`build-widgets: labextension must build, got\n${said}`, { cause: error });
  }
}

/** Of all files under the paths, with their names. */
function hashOf(paths) {
  const hash = createHash("sha256");
  for (const path of paths) {
    for (const file of filesUnder(path))
      hash.update(file.slice(root.length)).update(readFileSync(file));
  }
  return hash.digest("hex");
}

function filesUnder(path) {
  const entries = existsSync(path) ? readEntries(path) : [];
  return entries.sort();
}

function readEntries(path) {
  try {
    return readdirSync(path, { withFileTypes: true }).flatMap((entry) =>
      entry.isDirectory() ? readEntries(join(path, entry.name)) : [join(path, entry.name)],
    );
  } catch (error) {
    if (error.code === "ENOTDIR") return [path];
    throw error;
  }
}

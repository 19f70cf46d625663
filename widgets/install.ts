/**
 * Installs the JupyterLab extension that brings our widgets and draws plotly figures: a folder
 * copied to where Jupyter looks, nothing else (JupyterLab and Notebook 7 read it at page load).
 * Needs jupyterlab_widgets in the same environment, which brings the widget manager.
 */
import { cpSync, existsSync, readFileSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { moduleName, packageFile } from "./version.js";

export interface InstallLabextensionOptions {
  /** Root of a Python environment, or any folder whose share/jupyter Jupyter reads. */
  readonly prefix: string;
  /** The built extension; the package's own by default. */
  readonly from?: string;
}

/** Replaces an earlier installation. @returns The folder that now holds the extension. */
export function installLabextension({ prefix, from }: InstallLabextensionOptions): string {
  const source = from ?? join(dirname(packageFile), "dist", "labextension");
  if (!existsSync(join(source, "package.json"))) {
    throw new Error(`installLabextension: extension must be built, got none; run npm run build`);
  }
  const target = folderOf(prefix);
  rmSync(target, { recursive: true, force: true });
  cpSync(source, target, { recursive: true });
  return target;
}

/** Whether the extension is there and belongs to this version: what is there, or what is wrong. */
export function inspectLabextension({ prefix }: { readonly prefix: string }) {
  const what = "extension";
  const folder = folderOf(prefix);
  const remedy = `run npx eigenscape install --prefix ${prefix}`;
  const installed = versionIn(join(folder, "package.json"));
  const own = versionIn(packageFile);
  if (installed === own) return { what, found: folder };
  const rule = installed === undefined ? "is missing" : `is of version ${installed}, not ${own}`;
  return { what, problem: `${folder} ${rule}; ${remedy}` };
}

const folderOf = (prefix: string): string =>
  join(prefix, "share", "jupyter", "labextensions", moduleName);

function versionIn(file: string): string | undefined {
  if (!existsSync(file)) return undefined;
  return (JSON.parse(readFileSync(file, "utf8")) as { version?: string }).version;
}

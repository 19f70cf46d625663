/**
 * Installs the JupyterLab extension that brings our widgets and draws plotly figures: a folder
 * copied to where Jupyter looks, nothing else (JupyterLab and Notebook 7 read it at page load).
 * Needs jupyterlab_widgets in the same environment, which brings the widget manager.
 */
import { cpSync, existsSync, rmSync } from "node:fs";
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
  const target = join(prefix, "share", "jupyter", "labextensions", moduleName);
  rmSync(target, { recursive: true, force: true });
  cpSync(source, target, { recursive: true });
  return target;
}

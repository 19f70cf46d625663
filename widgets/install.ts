/**
 * Installs the JupyterLab extension that brings our widgets and draws plotly figures: a folder
 * copied to where Jupyter looks, nothing else (JupyterLab and Notebook 7 read it at page load).
 * Needs jupyterlab_widgets in the same environment, which brings the widget manager.
 */
import { cpSync, existsSync, readFileSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { moduleName, packageFile } from "./version.js";

/** Where: one of the two. */
export interface LabextensionPlace {
  /** Root of a Python environment; its share/jupyter is meant. */
  readonly prefix?: string;
  /** A data folder of Jupyter itself. */
  readonly dataFolder?: string;
}

export interface InstallLabextensionOptions extends LabextensionPlace {
  /** The built extension; the package's own by default. */
  readonly from?: string;
}

/** Replaces an earlier installation. @returns The folder that now holds the extension. */
export function installLabextension({ from, ...place }: InstallLabextensionOptions): string {
  const source = from ?? join(dirname(packageFile), "dist", "labextension");
  if (!existsSync(join(source, "package.json"))) {
    throw new Error(`installLabextension: extension must be built, got none; run npm run build`);
  }
  const target = folderOf(place);
  rmSync(target, { recursive: true, force: true });
  cpSync(source, target, { recursive: true });
  return target;
}

/** @returns The folder that was removed; undefined if there was none. */
export function uninstallLabextension(place: LabextensionPlace): string | undefined {
  const target = folderOf(place);
  if (!existsSync(target)) return undefined;
  rmSync(target, { recursive: true });
  return target;
}

/**
 * Whether the extension is there and belongs to this version: what is there, or what is wrong.
 *
 * @param dataFolders Where Jupyter looks, first come first served.
 * @param remedy What to do if it is not.
 */
export function inspectLabextension(dataFolders: readonly string[], remedy: string) {
  const what = "extension";
  const folders = dataFolders.map((dataFolder) => folderOf({ dataFolder }));
  const folder = folders.find((each) => existsSync(join(each, "package.json")));
  const own = versionIn(packageFile);
  if (folder === undefined) return { what, problem: `${folders[0]} is missing; ${remedy}` };
  const installed = versionIn(join(folder, "package.json"));
  if (installed === own) return { what, found: folder };
  return { what, problem: `${folder} is of version ${installed}, not ${own}; ${remedy}` };
}

function folderOf({ prefix, dataFolder }: LabextensionPlace): string {
  const data = dataFolder ?? (prefix === undefined ? undefined : join(prefix, "share", "jupyter"));
  if (data === undefined)
    throw new Error("installLabextension: a prefix or a data folder must be given, got none");
  return join(data, "labextensions", moduleName);
}

function versionIn(file: string): string | undefined {
  return (JSON.parse(readFileSync(file, "utf8")) as { version?: string }).version;
}

/** The Jupyter that a check is about: the one of a Python environment, or the one on PATH. */
import { execFile } from "node:child_process";
import { existsSync, realpathSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";
import { promisify } from "node:util";
import { jupyterDataFolder } from "./jupyterFolders.js";

export interface JupyterInstallation {
  /** The program `jupyter`; undefined if there is none. */
  readonly jupyter: string | undefined;
  readonly python: string | undefined;
  /** Where Jupyter looks for kernels and extensions, first come first served. */
  readonly dataFolders: readonly string[];
  /** Where kernels find their connection files. */
  readonly runtimeFolder: string | undefined;
  /** The option by which `eigenscape install` meant this installation. */
  readonly option: string;
}

export interface FindOptions {
  /** Root of a Python environment; without it, what PATH finds. */
  readonly prefix?: string;
}

const programFolder = process.platform === "win32" ? "Scripts" : "bin";
const suffix = process.platform === "win32" ? ".exe" : "";

export async function findInstallation({ prefix }: FindOptions): Promise<JupyterInstallation> {
  const folders = prefix === undefined ? pathFolders() : [join(prefix, programFolder)];
  const jupyter = programIn(folders, "jupyter");
  const python = programIn(
    jupyter ? [dirname(jupyter), dirname(realpathSync(jupyter))] : folders,
    "python",
  );
  const known = jupyter === undefined ? undefined : await askForFolders(jupyter);
  return {
    jupyter,
    python,
    dataFolders: known?.data ?? [
      ...(prefix === undefined ? [] : [join(prefix, "share", "jupyter")]),
      jupyterDataFolder(),
    ],
    runtimeFolder: known?.runtime[0],
    option: prefix === undefined ? "" : ` --prefix ${prefix}`,
  };
}

function pathFolders(): string[] {
  return (process.env["PATH"] ?? "").split(delimiter).filter((folder) => folder !== "");
}

function programIn(folders: readonly string[], name: string): string | undefined {
  return folders.map((folder) => join(folder, name + suffix)).find((file) => existsSync(file));
}

interface Paths {
  readonly data: readonly string[];
  readonly runtime: readonly string[];
}

/** undefined if Jupyter does not start. */
async function askForFolders(jupyter: string): Promise<Paths | undefined> {
  try {
    const { stdout } = await promisify(execFile)(jupyter, ["--paths", "--json"], {
      timeout: 60_000,
    });
    return JSON.parse(stdout) as Paths;
  } catch {
    return undefined;
  }
}

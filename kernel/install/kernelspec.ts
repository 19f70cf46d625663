/**
 * The files by which Jupyter finds the kernel: written, listed and removed.
 *
 * https://jupyter-client.readthedocs.io/en/stable/kernels.html#kernel-specs
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import { ownVersion } from "./ownVersion.js";

/** Where: one of the two. */
export interface Destination {
  /** Root of a Python environment such as `.venv`; its share/jupyter is meant. */
  readonly prefix?: string;
  /** A data folder of Jupyter itself, such as `~/.local/share/jupyter`. */
  readonly dataFolder?: string;
}

export interface InstallOptions extends Destination {
  /** What notebooks and `jupyter kernelspec list` call the kernel; several versions need several names. */
  readonly name?: string;
  /** What launchers show. */
  readonly displayName?: string;
}

/** Default name of the kernelspec. */
export const kernelName = "typescript";

/** The first kernelspecs of ours did not say that they are. */
const firstKernels = /[\\/]dist[\\/]kernel[\\/]main\.js$/;

/** A kernelspec of ours. */
export interface InstalledKernelspec {
  readonly name: string;
  readonly folder: string;
  /** Node.js and the kernel's main file. */
  readonly programs: readonly [node: string, main: string];
  /** Of the package that wrote it. */
  readonly version: string;
}

/** @returns The data folder that a destination means. */
export function dataFolderOf({ prefix, dataFolder }: Destination): string {
  if (dataFolder !== undefined) return dataFolder;
  if (prefix !== undefined) return join(prefix, "share", "jupyter");
  throw new Error("install: a prefix or a data folder must be given, got none");
}

/** Replaces a kernelspec of ours, never that of another kernel. @returns The folder of the kernelspec. */
export function installKernelspec({
  name = kernelName,
  displayName = "TypeScript",
  ...destination
}: InstallOptions): string {
  // Jupyter's own rule; it compares names without case.
  if (!/^[a-z0-9._-]+$/i.test(name))
    throw new Error(`install: a name has letters, digits and . _ - only, got ${name}`);
  const folder = join(dataFolderOf(destination), "kernels", name);
  if (existsSync(join(folder, "kernel.json")) && !readKernelspec(folder))
    throw new Error(`install: ${folder} belongs to another kernel; choose another name by --name`);
  const main = fileURLToPath(new URL("../main.js", import.meta.url));
  const kernelspec = {
    // Absolute: Jupyter starts kernels in the notebook's folder, with whatever PATH it has.
    argv: [process.execPath, main, "{connection_file}"],
    display_name: displayName,
    language: "typescript",
    // By signal, only what awaits could be interrupted.
    interrupt_mode: "message",
    kernel_protocol_version: "5.5",
    // JupyterLab offers its debugger by this, before it asks the kernel.
    metadata: { debugger: true, eigenscape: { version: ownVersion() } },
  };
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "kernel.json"), `${JSON.stringify(kernelspec, null, 2)}\n`);
  return folder;
}

/** The kernelspecs of ours in a data folder. */
export function listKernelspecs(destination: Destination): InstalledKernelspec[] {
  const folder = join(dataFolderOf(destination), "kernels");
  if (!existsSync(folder)) return [];
  return readdirSync(folder).flatMap((name) => readKernelspec(join(folder, name)) ?? []);
}

/** Removes kernelspecs of ours: the named one, or all. @returns Their folders. */
export function uninstallKernelspecs({ name, ...destination }: InstallOptions): string[] {
  const found = listKernelspecs(destination).filter((spec) => !name || spec.name === name);
  for (const { folder } of found) rmSync(folder, { recursive: true });
  return found.map(({ folder }) => folder);
}

/** @returns undefined if there is none, or none of ours. */
export function readKernelspec(folder: string): InstalledKernelspec | undefined {
  try {
    const text = readFileSync(join(folder, "kernel.json"), "utf8");
    const { argv, metadata } = JSON.parse(text) as {
      argv?: readonly unknown[];
      metadata?: { eigenscape?: { version?: string } };
    };
    const [node, main] = argv ?? [];
    if (typeof node !== "string" || typeof main !== "string") return undefined;
    const version =
      metadata?.eigenscape?.version ?? (firstKernels.test(main) ? "0.1.0" : undefined);
    if (version === undefined) return undefined;
    return { name: basename(folder), folder, programs: [node, main], version };
  } catch {
    return undefined;
  }
}

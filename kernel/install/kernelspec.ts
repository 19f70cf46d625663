/** Writes the file by which Jupyter finds the kernel. */
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

export interface InstallOptions {
  /** A Jupyter prefix such as `.venv` or `~/.local`; the kernelspec goes below its share/jupyter. */
  readonly prefix: string;
}

/** Name of the kernelspec's folder: what `jupyter kernelspec list` and notebooks call the kernel. */
export const kernelName = "typescript";

/** @returns The folder of the kernelspec. */
export function installKernelspec({ prefix }: InstallOptions): string {
  const folder = join(prefix, "share", "jupyter", "kernels", kernelName);
  const main = fileURLToPath(new URL("../main.js", import.meta.url));
  const kernelspec = {
    // Absolute: Jupyter starts kernels in the notebook's folder, with whatever PATH it has.
    argv: [process.execPath, main, "{connection_file}"],
    display_name: "TypeScript",
    language: "typescript",
    // By signal, only what awaits could be interrupted.
    interrupt_mode: "message",
    // JupyterLab offers its debugger by this, before it asks the kernel.
    metadata: { debugger: true },
  };
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "kernel.json"), `${JSON.stringify(kernelspec, null, 2)}\n`);
  return folder;
}

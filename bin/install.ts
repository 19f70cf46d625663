/** `eigenscape install` and `uninstall`: kernel and JupyterLab extension into one of Jupyter's data folders. */
import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import {
  buildSnapshot,
  installKernelspec,
  jupyterDataFolder,
  listKernelspecs,
  uninstallKernelspecs,
} from "../kernel/index.js";
import { installLabextension, uninstallLabextension } from "../widgets/install.js";

export interface PlaceOptions {
  readonly sysPrefix?: boolean;
  readonly prefix?: string;
  readonly name?: string;
}

export interface InstallOptions extends PlaceOptions {
  readonly displayName?: string;
}

export async function install({ name, displayName, ...options }: InstallOptions): Promise<void> {
  const place = placeOf(options);
  const kernel = installKernelspec({
    ...place,
    ...(name !== undefined && { name }),
    ...(displayName !== undefined && { displayName }),
  });
  console.log(`kernel:    ${kernel}`);
  console.log(`extension: ${installLabextension(place)}`);
  console.log(`snapshot:  ${await snapshot()}`);
  if (/[\\/]_npx[\\/]/.test(fileURLToPath(import.meta.url)))
    console.warn(
      "This copy is in npx's cache and may be removed at any time: npm install -g eigenscape, then install again.",
    );
}

/** The extension goes with the last kernel. */
export function uninstall({ name, ...options }: PlaceOptions): void {
  const place = placeOf(options);
  const removed: (string | undefined)[] = uninstallKernelspecs({
    ...place,
    ...(name !== undefined && { name }),
  });
  if (listKernelspecs(place).length === 0) removed.push(uninstallLabextension(place));
  const folders = removed.filter((folder) => folder !== undefined);
  if (folders.length === 0)
    throw new Error(
      `uninstall: nothing of ours is there; npx eigenscape doctor jupyter shows what is`,
    );
  for (const folder of folders) console.log(`removed ${folder}`);
}

function placeOf({ sysPrefix, prefix }: PlaceOptions) {
  if (sysPrefix && prefix !== undefined)
    throw new Error("install: one of --sys-prefix and --prefix must be given, got both");
  if (prefix !== undefined) return { prefix };
  return sysPrefix ? { prefix: pythonPrefix() } : { dataFolder: jupyterDataFolder() };
}

/** sys.prefix of the Python that is active. */
function pythonPrefix(): string {
  for (const python of ["python3", "python"]) {
    try {
      const program = "import sys; print(sys.prefix)";
      return execFileSync(python, ["-c", program], { encoding: "utf8", stdio: "pipe" }).trim();
    } catch {
      continue; // the other name, then
    }
  }
  throw new Error("install: --sys-prefix needs Python on PATH, got none; give --prefix <folder>");
}

/** Without a snapshot kernels start all the same, only later: no reason for an installation to fail. */
async function snapshot(): Promise<string> {
  try {
    return await buildSnapshot();
  } catch (error) {
    const [reason = ""] = (error instanceof Error ? error.message : String(error)).split("\n");
    return `not made, so kernels start more slowly: ${reason}`;
  }
}

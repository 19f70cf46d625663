/** Where things are. Every script finds the project by its own place, never by the current folder. */
import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** The project's folder. */
export const root = fileURLToPath(new URL("../../", import.meta.url)).replace(/[\\/]$/, "");

/** The project's own Python environment, the only place where Jupyter parts are installed. */
export const environmentFolder = join(root, ".venv");

/** Logs and scratch files; safe to delete at any time. */
export const cacheFolder = join(root, ".cache");

/** The interpreter of the project's environment. Windows keeps programs in another folder. */
export const environmentPython =
  process.platform === "win32"
    ? join(environmentFolder, "Scripts", "python.exe")
    : join(environmentFolder, "bin", "python");

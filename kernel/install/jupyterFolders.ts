/**
 * Where Jupyter keeps the data of a user, as `jupyter --paths` tells it, without a Python program.
 *
 * https://docs.jupyter.org/en/latest/use/jupyter-directories.html
 */
import { homedir } from "node:os";
import { join } from "node:path";

/** The user's data folder: kernels/, labextensions/ and what kernels keep for themselves. */
export function jupyterDataFolder(
  environment: NodeJS.ProcessEnv = process.env,
  platform: NodeJS.Platform = process.platform,
): string {
  const { JUPYTER_DATA_DIR, XDG_DATA_HOME, APPDATA, JUPYTER_CONFIG_DIR } = environment;
  if (JUPYTER_DATA_DIR) return JUPYTER_DATA_DIR;
  if (platform === "darwin") return join(homedir(), "Library", "Jupyter");
  if (platform === "win32") {
    if (APPDATA) return join(APPDATA, "jupyter");
    return join(JUPYTER_CONFIG_DIR ?? join(homedir(), ".jupyter"), "data");
  }
  return join(XDG_DATA_HOME ? XDG_DATA_HOME : join(homedir(), ".local", "share"), "jupyter");
}

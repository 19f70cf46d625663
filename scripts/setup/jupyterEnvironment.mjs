/**
 * Jupyter's folders below one of ours: settings, trust and workspaces of this project stay apart from the
 * user's Jupyter, whose extensions and settings cannot break this one.
 */
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { isolated } from "./isolated.mjs";

/**
 * @param {string} state folder for settings, data and runtime files; made when missing
 * @returns {Record<string, string | undefined>} to be added to the environment; undefined removes
 */
export function jupyterEnvironment(state) {
  const folders = {
    JUPYTER_CONFIG_DIR: join(state, "config"),
    JUPYTER_DATA_DIR: join(state, "data"),
    JUPYTER_RUNTIME_DIR: join(state, "runtime"),
    IPYTHONDIR: join(state, "ipython"),
  };
  for (const folder of Object.values(folders)) mkdirSync(folder, { recursive: true });
  return { ...isolated, ...folders, JUPYTER_PATH: undefined };
}

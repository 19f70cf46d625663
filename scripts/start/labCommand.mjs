/**
 * How JupyterLab is called: arguments and environment. `npm start` and the tests call it alike, so that
 * what is tested is what is served.
 */
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { isolated } from "../setup/environment.mjs";

/**
 * @typedef {object} LabSettings
 * @property {number} port
 * @property {string} folder the folder that the file browser shows
 * @property {boolean} browser whether Jupyter opens a browser
 * @property {boolean} asRoot Jupyter refuses to run as root unless told
 * @property {readonly string[]} labArguments further arguments, last, so that they win
 */

/**
 * Arguments for `python`. The module is run, not the script `jupyter`: scripts hold an absolute path that
 * breaks when the project is moved.
 * @param {LabSettings} settings
 * @returns {string[]}
 */
export function labArguments({ port, folder, browser, asRoot, labArguments }) {
  return [
    "-m",
    "jupyterlab",
    ...(browser ? [] : ["--no-browser"]),
    ...(asRoot ? ["--allow-root"] : []),
    "--ip=127.0.0.1",
    `--port=${port}`,
    "--ServerApp.port_retries=0", // the printed address must be the served one
    `--ServerApp.root_dir=${folder}`,
    "--ServerApp.log_level=WARN",
    // Nothing is asked of the network: no update check, no news, no extension catalogue.
    "--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate",
    "--LabApp.news_url=None",
    "--LabApp.extension_manager=readonly",
    ...labArguments,
  ];
}

/**
 * Jupyter's folders below one of ours: settings, trust and workspaces of this project stay apart from the
 * user's Jupyter, and his extensions and settings cannot break this one. The token travels in the
 * environment, where other users' `ps` does not show it.
 * @param {{ state: string, token: string }} options
 * @returns {Record<string, string | undefined>}
 */
export function labEnvironment({ state, token }) {
  const folders = {
    JUPYTER_CONFIG_DIR: join(state, "config"),
    JUPYTER_DATA_DIR: join(state, "data"),
    JUPYTER_RUNTIME_DIR: join(state, "runtime"),
    IPYTHONDIR: join(state, "ipython"),
  };
  for (const folder of Object.values(folders)) mkdirSync(folder, { recursive: true });
  return { ...isolated, ...folders, JUPYTER_PATH: undefined, JUPYTER_TOKEN: token };
}

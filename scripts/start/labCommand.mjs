/**
 * How JupyterLab is called. `npm start` and the tests call it alike, so that what is tested is what is
 * served.
 */

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
    "--log-level=ERROR", // warnings are about other people's settings, and "not trusted" means not run yet
    "--LabApp.log_level=ERROR",
    // Nothing is asked of the network: no update check, no extension catalogue (no news: labDefaults.mjs).
    "--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate",
    "--LabApp.extension_manager=readonly",
    ...labArguments,
  ];
}

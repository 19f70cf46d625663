/**
 * `npm start`: sets up what is missing, then serves JupyterLab on notebooks/ until Ctrl-C. Jupyter's
 * settings and data stay in .cache/jupyter/, which outlives a new .venv/: theme, trust and open tabs are kept,
 * and the user's own Jupyter is neither read nor changed.
 */
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { runMain } from "./setup/failure.mjs";
import { cacheFolder, root } from "./setup/paths.mjs";
import { setup } from "./setup/setup.mjs";
import { startLab } from "./start/labServer.mjs";
import { choosePort } from "./start/port.mjs";
import { parseStartOptions, usage } from "./start/startOptions.mjs";

/** Lines of the server that repeat what is said here already. */
const repeated =
  /To access the server|Or copy and paste|^\s*(file|https?):\/\/|signal 15, stopping/;

/**
 * Hears Ctrl-C and its like from the first moment on: a server that is only starting must end too.
 * @returns {{ asked: boolean, lab?: import("./start/labServer.mjs").LabServer }}
 */
function listenForStop() {
  /** @type {{ asked: boolean, lab?: import("./start/labServer.mjs").LabServer }} */
  const state = { asked: false };
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) {
    process.on(signal, () => {
      if (state.lab === undefined) process.exit(130);
      if (state.asked) return;
      state.asked = true;
      console.log("\nStopping JupyterLab and its kernels.");
      void state.lab.stop();
    });
  }
  return state;
}

async function main() {
  const options = parseStartOptions(process.argv.slice(2));
  if (options.help) {
    console.log(usage);
    return 0;
  }
  const stop = listenForStop();
  await choosePort(options.port); // before the long part: a taken port is known at once
  await setup();
  const folder = join(root, "notebooks");
  mkdirSync(folder, { recursive: true });
  stop.lab = await startLab({
    port: await choosePort(options.port),
    folder,
    browser: options.browser,
    labArguments: options.labArguments,
    state: join(cacheFolder, "jupyter"),
    onLine: (line) => {
      if (!repeated.test(line)) console.log(line);
    },
  });
  console.log(`\nJupyterLab serves at\n  ${stop.lab.address}\nStop it with Ctrl-C.\n`);
  const code = await stop.lab.ended;
  if (stop.asked) return 0;
  console.log(`JupyterLab ended by itself (exit code ${code}).`);
  return code;
}

await runMain(main);

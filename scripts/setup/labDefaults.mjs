/** Two files in .venv/ that make JupyterLab quiet: it asks nothing of the user and nothing of the network. */
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { environmentFolder } from "./paths.mjs";

/** Settings that apply until the user chooses otherwise. */
const settings = {
  "@jupyterlab/apputils-extension:notification": { fetchNews: "false", checkForUpdates: false },
};

/** Writes both files. */
export function writeLabDefaults() {
  const folder = join(environmentFolder, "share", "jupyter", "lab", "settings");
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "overrides.json"), `${JSON.stringify(settings, null, 2)}\n`);
  // JupyterLab runs its own yarn.js, a CommonJS script that Node would take for a module because of the
  // "type" in our package.json above it, and prints pages of complaint. The nearest package.json decides.
  writeFileSync(join(environmentFolder, "package.json"), '{ "type": "commonjs" }\n');
}

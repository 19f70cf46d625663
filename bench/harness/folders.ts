/** Where things are: found from the compiled file in dist/bench/harness/. */
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../../../", import.meta.url));

/** Results, and the numbers handed to other frameworks. */
export const cacheFolder = join(root, ".cache", "bench");
mkdirSync(cacheFolder, { recursive: true });

export const peersFolder = join(root, "bench", "peers");

const environmentFolder = join(root, ".cache", "bench-venv");
export const peersPython =
  process.platform === "win32"
    ? join(environmentFolder, "Scripts", "python.exe")
    : join(environmentFolder, "bin", "python");

/** Where things are: the project is found from this file, compiled (dist/bench/harness) or not. */
import { existsSync, mkdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = projectAbove(dirname(fileURLToPath(import.meta.url)));

/** The notebook's folder of the kernels that are compared: packages of the project are found from it. */
export const projectFolder = root;
export const kernelMain = join(root, "dist", "kernel", "main.js");
export const kernelSnapshots = join(root, "dist", "kernel-snapshot");
/** tslab and Deno, installed by scripts/bench/kernelPeers.mjs. */
export const kernelPeersFolder = join(root, ".cache", "bench-kernels");

/** Results, and the numbers handed to other frameworks. */
export function cacheFolder(): string {
  const folder = join(root, ".cache", "bench");
  mkdirSync(folder, { recursive: true });
  return folder;
}

export const peersFolder = join(root, "bench", "peers");
export const ownPeer = join(root, "dist", "bench", "tensorflowPeer.js");

const environmentFolder = join(root, ".cache", "bench-venv");
export const peersPython =
  process.platform === "win32"
    ? join(environmentFolder, "Scripts", "python.exe")
    : join(environmentFolder, "bin", "python");

function projectAbove(folder: string): string {
  const above = dirname(folder);
  if (existsSync(join(folder, "package.json")) || above === folder) return folder;
  return projectAbove(above);
}

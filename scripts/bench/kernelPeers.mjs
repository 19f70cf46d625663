/**
 * The kernels from npm that `npm run bench -- kernel` compares with, in a folder of their own: they are no
 * dependencies of the project. ipykernel comes with the frameworks, see peers.mjs.
 */
import { copyFileSync, mkdirSync } from "node:fs";
import { join, relative } from "node:path";
import { explainNpm, npmCommand } from "../setup/dependencies.mjs";
import { cacheFolder, root } from "../setup/paths.mjs";
import { runProgram } from "../setup/runProgram.mjs";
import { hashInputs, isCurrent, writeStamp } from "../setup/stamp.mjs";

const list = "bench/kernel-peers.json";
const folder = join(cacheFolder, "bench-kernels");
const stampFile = join(folder, ".eigenscape-stamp");

/**
 * @param {(detail: string) => void} report
 * @returns {Promise<string>} the outcome for the step's line
 */
export async function installKernelPeers(report) {
  const hash = hashInputs({ files: [list], words: [process.platform, process.arch] });
  if (isCurrent(stampFile, hash)) return "up to date";
  report("npm install");
  mkdirSync(folder, { recursive: true });
  copyFileSync(join(root, list), join(folder, "package.json"));
  const [program, before] = npmCommand();
  // Both work without their install scripts: the binaries come in packages.
  const words = [...before, "install", "--ignore-scripts", "--no-package-lock"];
  const result = await runProgram(program, words, { log: "bench-kernels", cwd: folder });
  if (result.code !== 0) throw explainNpm(result.code, result.lines, result.log);
  writeStamp(stampFile, hash);
  return `tslab and Deno in ${relative(root, folder)}/`;
}

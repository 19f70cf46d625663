/**
 * `npm run reproduce [-- A C3] [--size slice|small|full] [--workers 2] [--write]`: claims of the thesis, measured against
 * expected; see `npx eigenscape reproduce --help`.
 */
import { spawn } from "node:child_process";
import { join } from "node:path";
import { build } from "./setup/build.mjs";
import { runMain } from "./setup/failure.mjs";
import { root } from "./setup/paths.mjs";
import { step } from "./setup/step.mjs";

async function main() {
  await step("build", build);
  const program = join(root, "dist", "bin", "eigenscape.js");
  const given = process.argv.slice(2);
  const child = spawn(process.execPath, [program, "reproduce", ...given], { stdio: "inherit" });
  process.on("SIGINT", () => undefined); // the child has heard it, too, and ends in order
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (code) => resolve(code ?? 1));
  });
}

await runMain(main);

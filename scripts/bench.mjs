/**
 * `npm run bench [-- hvp slq spectrum-accuracy vectors memory cold kernel profile parallel] [--json FILE] [--threads 1,2] [--nets MLP,LeNet]
 * [--rounds 12]`: measures this project against PyTorch and JAX, and its kernel against others, driven in turn in one run.
 * `npm run bench -- --setup` installs those; without them only our own figures are taken.
 */
import { spawn } from "node:child_process";
import { createRequire } from "node:module";
import { join } from "node:path";
import { installKernelPeers } from "./bench/kernelPeers.mjs";
import { installPeers } from "./bench/peers.mjs";
import { Failure, runMain } from "./setup/failure.mjs";
import { root } from "./setup/paths.mjs";
import { runProgram } from "./setup/runProgram.mjs";
import { step } from "./setup/step.mjs";
import { buildTensorflow, findObstacle, tensorflowFolder } from "./setup/tensorflow.mjs";

async function compile() {
  const compiler = createRequire(import.meta.url).resolve("typescript/bin/tsc");
  const { code, lines, log } = await runProgram(
    process.execPath,
    [compiler, "-b", "bench", "kernel"],
    {
      log: "bench-compile",
    },
  );
  if (code === 0) return "done";
  throw new Failure(`bench/ does not compile: ${lines[0] ?? ""}`, `Read ${log}.`);
}

async function main() {
  const given = process.argv.slice(2);
  if (given.includes("--setup")) {
    await step("frameworks to compare with", installPeers);
    await step("kernels to compare with", installKernelPeers);
    const obstacle = findObstacle();
    if (obstacle === undefined) await step("TensorFlow library", buildTensorflow);
    else console.log(`TensorFlow library: left out: ${obstacle.reason}`);
    return 0;
  }
  await step("compile bench/", compile);
  const child = spawn(process.execPath, [join(root, "dist", "bench", "main.js"), ...given], {
    stdio: "inherit",
    // The library that is built for the tests; an installed one of the user's own comes first.
    env: { EIGENSCAPE_TENSORFLOW: tensorflowFolder, ...process.env },
  });
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (code) => resolve(code ?? 1));
  });
}

await runMain(main);

/** Runs one stage with its output on the screen and counts what passed and failed. */
import { spawn } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { findChromium } from "../setup/browser.mjs";
import { Failure, describeFailure } from "../setup/failure.mjs";
import { cacheFolder, root } from "../setup/paths.mjs";
import { step } from "../setup/step.mjs";
import { buildTensorflow, findObstacle } from "../setup/tensorflow.mjs";
import { countCheck, countVitest } from "./countTests.mjs";

/** A stage that hangs must not keep the table from being printed. */
const limitMinutes = 20;

/**
 * @param {readonly string[]} program arguments for Node
 * @param {Record<string, string>} env
 * @returns {Promise<number>} exit code; 124 when time ran out, as the command timeout has it
 */
function runNode(program, env) {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, program, {
      cwd: root,
      env: { ...process.env, ...env },
      stdio: ["ignore", "inherit", "inherit"],
    });
    const timer = setTimeout(() => {
      console.error(`\nStopped after ${limitMinutes} minutes.`);
      child.kill("SIGKILL");
      resolve(124);
    }, limitMinutes * 60_000);
    child.on("error", () => resolve(127));
    child.on("exit", (code) => {
      clearTimeout(timer);
      resolve(code ?? 128);
    });
  });
}

/**
 * Builds what the stage runs on. A machine that cannot build it leaves the stage out and says so; in
 * continuous integration, where nobody reads it, what could be mended counts as a failure.
 * @returns {Promise<import("./countTests.mjs").Outcome | undefined>} undefined: the stage can run
 */
async function prepareTensorflow() {
  const obstacle = findObstacle();
  if (obstacle !== undefined) {
    const failed = process.env.CI && obstacle.mendable ? 1 : 0;
    console.log(`The tests of the real TensorFlow library are left out: ${obstacle.reason}.`);
    return { passed: 0, failed, note: `left out: ${obstacle.reason}` };
  }
  try {
    await step("TensorFlow library", buildTensorflow);
    return undefined;
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    console.error(describeFailure(error));
    return { passed: 0, failed: 1, note: "no TensorFlow library" };
  }
}

/**
 * @param {import("./stages.mjs").Stage} stage
 * @returns {Promise<import("./countTests.mjs").Outcome>}
 */
export async function runStage(stage) {
  /** @type {Record<string, string>} */
  const env = {};
  if (stage.browser) {
    try {
      env.CHROMIUM = findChromium();
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      console.error(describeFailure(error));
      return { passed: 0, failed: 1, note: "no Chromium" };
    }
  }
  const leftOut = stage.tensorflow ? await prepareTensorflow() : undefined;
  if (leftOut !== undefined) return leftOut;
  if (!stage.vitest) return countCheck(await runNode(stage.program, env));

  const file = join(cacheFolder, "test", `${stage.name}.json`);
  mkdirSync(dirname(file), { recursive: true });
  rmSync(file, { force: true }); // an old report must not speak for a run that crashed
  const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${file}`];
  const code = await runNode([...stage.program, ...reporters], env);
  const report = existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : undefined;
  return countVitest(code, report);
}

/** Runs one stage with its output on the screen and counts what passed and failed. */
import { spawn } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { findChromium } from "../setup/browser.mjs";
import { Failure, describeFailure } from "../setup/failure.mjs";
import { cacheFolder, root } from "../setup/paths.mjs";
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
  if (!stage.vitest) return countCheck(await runNode(stage.program, env));

  const file = join(cacheFolder, "test", `${stage.name}.json`);
  mkdirSync(dirname(file), { recursive: true });
  rmSync(file, { force: true }); // an old report must not speak for a run that crashed
  const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${file}`];
  const code = await runNode([...stage.program, ...reporters], env);
  const report = existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : undefined;
  return countVitest(code, report);
}

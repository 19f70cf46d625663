/**
 * `npm test`: the set-up, then every check, going on after a failure so that one run tells all. The last line
 * is always `N passed, N failed`; the exit code is 1 when anything failed. `npm test -- unit lab` runs the
 * named stages only.
 */
import { describeFailure, runMain } from "./setup/failure.mjs";
import { setup } from "./setup/setup.mjs";
import { runStage } from "./test/runStage.mjs";
import { chooseStages } from "./test/stages.mjs";
import { formatSummary } from "./test/summary.mjs";

/**
 * @param {string} name
 * @param {() => Promise<import("./test/countTests.mjs").Outcome>} work
 * @returns {Promise<import("./test/summary.mjs").StageResult>}
 */
async function timed(name, work) {
  const started = performance.now();
  const outcome = await work();
  return { name, ...outcome, seconds: (performance.now() - started) / 1000 };
}

/** Without a set-up nothing can run: it counts only when it fails, as the one failure. */
async function trySetup() {
  try {
    await setup();
    return { passed: 0, failed: 0, note: "" };
  } catch (error) {
    console.error(describeFailure(error, Boolean(process.env.EIGENSCAPE_DEBUG)));
    return { passed: 0, failed: 1, note: "nothing else could run" };
  }
}

async function main() {
  const chosen = chooseStages(process.argv.slice(2));
  const results = [await timed("set-up", trySetup)];
  if (results[0]?.failed === 0) {
    for (const stage of chosen) {
      console.log(`\n── ${stage.name}`);
      results.push(await timed(stage.name, () => runStage(stage)));
    }
  }
  console.log(`\n${formatSummary(results)}`);
  return results.some(({ failed }) => failed > 0) ? 1 : 0;
}

await runMain(main);

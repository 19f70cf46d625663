/**
 * Turns what a stage left behind into two numbers. The rule: nothing that did not run may look like success.
 * A crash, an empty project, a file that could not be loaded and a skipped test each count as a failure.
 */

/**
 * @typedef {object} Outcome
 * @property {number} passed
 * @property {number} failed
 * @property {string} note why something counts as failed that no test reports; empty when there is nothing to say
 *
 * @typedef {object} VitestReport the fields read of Vitest's JSON report
 * @property {{ name: string, status: string, assertionResults: { status: string }[] }[]} testResults
 */

/**
 * @param {number} code exit code of a tool that passes or fails as a whole
 * @returns {Outcome}
 */
export function countCheck(code) {
  return code === 0 ? { passed: 1, failed: 0, note: "" } : { passed: 0, failed: 1, note: "" };
}

/**
 * @param {number} code exit code of Vitest
 * @param {VitestReport | undefined} report undefined when none was written
 * @returns {Outcome}
 */
export function countVitest(code, report) {
  if (report === undefined) return { passed: 0, failed: 1, note: `no report, exit code ${code}` };
  const tests = report.testResults.flatMap((file) => file.assertionResults);
  const passed = tests.filter(({ status }) => status === "passed").length;
  const failed = tests.filter(({ status }) => status === "failed").length;
  const skipped = tests.length - passed - failed;
  // A file that fails while none of its tests does: it could not be loaded, or one of its hooks threw.
  const broken = report.testResults.filter(
    (file) =>
      file.status === "failed" && !file.assertionResults.some(({ status }) => status === "failed"),
  ).length;
  const notes = [];
  if (skipped > 0) notes.push(`${skipped} skipped`);
  if (broken > 0) notes.push(`${broken} file(s) failed outside their tests`);
  let others = skipped + broken;
  if (tests.length === 0 && broken === 0) {
    notes.push("no test ran");
    others += 1;
  }
  if (code !== 0 && failed + others === 0) {
    notes.push(`an error outside the tests, exit code ${code}`);
    others += 1;
  }
  return { passed, failed: failed + others, note: notes.join(", ") };
}

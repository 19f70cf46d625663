/** The end of `npm test`: a table of stages, then the line that tools read. */
import { formatSeconds } from "../setup/step.mjs";

/**
 * @typedef {import("./countTests.mjs").Outcome & { name: string, seconds: number }} StageResult
 */

/**
 * @param {readonly StageResult[]} results
 * @returns {string} ends with `N passed, N failed`
 */
export function formatSummary(results) {
  const rows = results.map(({ name, passed, failed, seconds, note }) => [
    failed === 0 ? "✓" : "✗",
    name.padEnd(12),
    `${passed} passed`.padStart(12),
    `${failed} failed`.padStart(10),
    formatSeconds(seconds).padStart(12),
    note,
  ]);
  /** @param {(result: StageResult) => number} value */
  const total = (value) => results.reduce((sum, result) => sum + value(result), 0);
  const passed = total((result) => result.passed);
  const failed = total((result) => result.failed);
  const table = rows.map((row) => row.join(" ").trimEnd()).join("\n");
  return `${table}\n\n${passed} passed, ${failed} failed`;
}

/** Whether a second run has found what a stored one says: the same numbers, within their tolerances. */
import type { Finding } from "./claim.js";

const defaultTolerance = 1e-6;

/** @returns What differs, in sentences; nothing where all agrees. */
export function compareFindings(stored: Finding, now: Finding): string[] {
  const names = (finding: Finding): string => finding.measured.map(({ name }) => name).join("; ");
  if (names(stored) !== names(now)) return [`measured ${names(now)}, stored ${names(stored)}`];
  const numbers = stored.measured.flatMap(
    ({ name, value, tolerance = defaultTolerance, timing }, i) => {
      const again = now.measured[i].value;
      const allowed = tolerance * Math.max(Math.abs(value), Math.abs(again));
      return timing || Math.abs(again - value) <= allowed
        ? []
        : [`${name}: ${again}, stored ${value}`];
    },
  );
  // A clock may also turn a verdict.
  const clocked = stored.measured.some(({ timing }) => timing);
  if (clocked || stored.verdict === now.verdict) return numbers;
  return [...numbers, `verdict: ${now.verdict}, stored ${stored.verdict}`];
}

/** Results as text for the terminal: claim, measured beside expected, verdict, time. */
import type { Measured } from "./claim.js";
import type { ClaimResult } from "./claimResult.js";

/** @param colour Whether the verdicts have colours. */
export function claimsTable(results: readonly ClaimResult[], colour = false): string {
  return results.map((result) => entry(result, colour)).join("\n\n");
}

function entry(
  { id, title, verdict, seconds, measured, sentence, size }: ClaimResult,
  colour: boolean,
): string {
  const paint = verdict === "reproduces" ? 32 : verdict === "reproduces in part" ? 33 : 31;
  const word = colour ? `\u001b[${paint}m${verdict}\u001b[0m` : verdict;
  const width = Math.max(...measured.map(({ name }) => name.length));
  const lines = measured.map(
    (m) => `    ${m.met ? "✓" : "✗"} ${m.name.padEnd(width)}  ${numbers(m)}`,
  );
  return [`${id}  ${title}: ${word} (${size}, ${seconds} s)`, ...lines, `    ${sentence}`].join(
    "\n",
  );
}

function numbers({ value, interval, expected }: Measured): string {
  const range = interval ? ` in [${short(interval[0])}, ${short(interval[1])}]` : "";
  return `${short(value)}${range}, expected ${expected}`;
}

/** Four digits that matter. */
export const short = (value: number): string => String(Number(value.toPrecision(4)));

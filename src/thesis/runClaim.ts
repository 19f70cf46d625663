/** Runs a claim's experiment and puts what it found beside where it was found. */
import { availableParallelism } from "node:os";
import { environment } from "../core/environment.js";
import type { Claim, Experiment, Measured } from "./claim.js";
import type { ClaimResult } from "./claimResult.js";
import { claimHash } from "./sourceHash.js";

/** @param file The name of the claim's file, without its ending. */
export async function runClaim(
  claim: Claim,
  file: string,
  experiment: Experiment,
  now: () => Date = () => new Date(),
): Promise<ClaimResult> {
  const start = performance.now();
  const finding = await claim.run(experiment);
  finding.measured.forEach((m) => checkMeasured(claim.id, m));
  const { id, title, statement, source } = claim;
  return {
    ...{ id, title, statement, source, size: experiment.size },
    ...{ hash: claimHash(file), experiment: claim.experiments[experiment.size] },
    ...finding,
    seconds: Math.round((performance.now() - start) / 100) / 10,
    date: now().toISOString().slice(0, 10),
    environment: { ...environment(), cores: availableParallelism() },
  };
}

/** NaN would read as null in a file. */
function checkMeasured(id: string, { name, value, interval = [0, 0] }: Measured): void {
  if ([value, ...interval].every(Number.isFinite)) return;
  throw new RangeError(
    `runClaim: ${name} of ${id} must be finite, got ${value} in [${interval.join()}]`,
  );
}

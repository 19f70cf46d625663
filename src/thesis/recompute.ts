/** Runs a claim's experiment anew, from nothing and in memory that is given back: for notebooks and tests. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Watch } from "../core/progress.js";
import type { Size } from "./claim.js";
import { ClaimCard } from "./claimCard.js";
import { chooseClaims } from "./claims.js";
import { runClaim } from "./runClaim.js";
import { Workshop } from "./workshop.js";

export interface RecomputeOptions extends Watch {
  /** Default "slice": seconds. */
  readonly size?: Size;
  readonly workers?: number;
}

/** @param id Such as "A1". */
export async function recompute(id: string, options: RecomputeOptions = {}): Promise<ClaimCard> {
  const { size = "slice", workers = 1, onProgress, signal } = options;
  const [{ claim, file }] = chooseClaims([id]);
  const folder = mkdtempSync(join(tmpdir(), "eigenscape-"));
  try {
    const workshop = new Workshop({ folder, size, workers, onProgress, signal });
    return new ClaimCard(await runClaim(claim, file, workshop));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** `eigenscape/thesis`: the claims of the thesis as programs, and what they have found. */
import { ClaimCard } from "./claimCard.js";
import type { Size } from "./claim.js";
import { storedResult } from "./claimResult.js";

export { claims } from "./claims.js";
export type { ListedClaim } from "./claims.js";
export type {
  Claim,
  Experiment,
  Finding,
  Json,
  Measured,
  NamedFigure,
  Size,
  Verdict,
} from "./claim.js";
export type { ClaimResult } from "./claimResult.js";
export { ClaimCard } from "./claimCard.js";
export { compareFindings } from "./compareFindings.js";
export { recompute } from "./recompute.js";
export type { RecomputeOptions } from "./recompute.js";

/** What was found when the claim was last run for the record. */
export function stored(id: string, size: Size = "small"): ClaimCard {
  return new ClaimCard(storedResult(id, size));
}

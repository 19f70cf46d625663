/**
 * All claims, with the names of their files, in the order of the thesis' chapters. Later chapters add theirs here.
 */
import { checkChoice } from "../core/check.js";
import type { Claim } from "./claim.js";
import { bulk } from "./bulk.js";
import { certifiedZeros } from "./certifiedZeros.js";
import { convergence } from "./convergence.js";
import { gradientShare } from "./gradientShare.js";
import { minimaPath } from "./minimaPath.js";
import { negativePart } from "./negativePart.js";
import { outliers } from "./outliers.js";
import { parallelLanczos } from "./parallelLanczos.js";
import { sharpness } from "./sharpness.js";
import { slqAgainstExact } from "./slqAgainstExact.js";
import { sparserTraining } from "./sparserTraining.js";
import { structured } from "./structured.js";
import { trainingFilm } from "./trainingFilm.js";
import { trajectoryPlanes } from "./trajectoryPlanes.js";
import { unifies } from "./unifies.js";

export interface ListedClaim {
  readonly claim: Claim;
  /** In src/thesis, without its ending. */
  readonly file: string;
}

export const claims: readonly ListedClaim[] = [
  { claim: outliers, file: "outliers" },
  { claim: bulk, file: "bulk" },
  { claim: negativePart, file: "negativePart" },
  { claim: gradientShare, file: "gradientShare" },
  { claim: sharpness, file: "sharpness" },
  { claim: slqAgainstExact, file: "slqAgainstExact" },
  { claim: parallelLanczos, file: "parallelLanczos" },
  { claim: minimaPath, file: "minimaPath" },
  { claim: trajectoryPlanes, file: "trajectoryPlanes" },
  { claim: trainingFilm, file: "trainingFilm" },
  { claim: unifies, file: "unifies" },
  { claim: sparserTraining, file: "sparserTraining" },
  { claim: convergence, file: "convergence" },
  { claim: structured, file: "structured" },
  { claim: certifiedZeros, file: "certifiedZeros" },
];

/**
 * @param asked Ids ("A1") and chapters ("A"); none means all.
 * @returns In the order of the list.
 */
export function chooseClaims(asked: readonly string[], from = claims): readonly ListedClaim[] {
  const ids = from.map(({ claim }) => claim.id);
  const known = [...new Set(ids.map((id) => id[0])), ...ids];
  const wanted = asked.map((word) => word.toUpperCase());
  for (const word of wanted) checkChoice("reproduce", "claim", word, known);
  if (wanted.length === 0) return from;
  return from.filter(({ claim: { id } }) => wanted.includes(id) || wanted.includes(id[0]));
}

/**
 * Numerical outcomes that are values, not exceptions, each with the sentence that tells a user what
 * it means and what to do.
 */
export const outcomes = {
  steps: "All requested Lanczos steps were taken.",
  "invariant-subspace":
    "The Krylov space is exhausted: the Ritz values are eigenvalues, and more steps add nothing.",
} as const;

export type Outcome = keyof typeof outcomes;

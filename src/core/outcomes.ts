/**
 * Numerical outcomes that are values, not exceptions, each with the sentence that tells a user what
 * it means and what to do.
 */
export const outcomes = {
  steps: "All requested Lanczos steps were taken.",
  "invariant-subspace":
    "The Krylov space is exhausted: the Ritz values are eigenvalues, and more steps add nothing.",
  converged:
    "All eigenpairs meet the tolerance, and a second, random start found none that is missing.",
  unverified:
    "All eigenpairs meet the tolerance, but no second start was completed: a copy of a multiple eigenvalue may be missing. Allow more products, or ask for verification.",
  tolerance: "The error is below the tolerance, with the stated confidence.",
  exact: "Exact up to rounding: the products have shown all of the operator that matters here.",
  precision:
    "The products are not exact enough for the tolerance. Ask for a larger one, or use an objective with precision float64.",
  budget:
    "The products ran out before the tolerance was met. Trust what the stated errors allow, or allow more products.",
  aborted: "Stopped by the signal: the result is what was known at that moment. Resume to go on.",
  epochs: "All epochs were trained.",
  diverged:
    "The loss or the parameters became infinite or NaN: these are the last ones with a finite loss. Lower the learning rate, and go on from them or begin anew.",
  unfinished: "Still being computed: these are the nodes of the steps taken so far.",
} as const;

export type Outcome = keyof typeof outcomes;

/**
 * A claim of the thesis as a program: what is said and where, an experiment at three sizes, and what was
 * measured against what is expected. The verdict is said whatever it is.
 */
import type { Watch } from "../core/progress.js";
import type { PlotlyJson } from "../figures/plotlyJson.js";

/**
 * "slice": seconds, recomputed by the tests. "small": a minute or two on two cores, the default.
 * "full": closest to the thesis that the claim's file knows; its hours are documented there.
 */
export const sizes = ["slice", "small", "full"] as const;
export type Size = (typeof sizes)[number];

export const verdicts = [
  "reproduces",
  "reproduces in part",
  "does not reproduce",
  "does not reproduce at this size",
] as const;
export type Verdict = (typeof verdicts)[number];

/** One number that the claim stands or falls with. */
export interface Measured {
  /** Such as "share of mass with |λ| < λ₁/1000, epoch 10". */
  readonly name: string;
  readonly value: number;
  /** Ends of an interval, where the number has one; what kind is said in `name` or `note`. */
  readonly interval?: readonly [number, number];
  /** The rule, as text: "> 0.4". */
  readonly expected: string;
  readonly met: boolean;
  /** Numbers that depend on the machine, such as seconds; tests do not compare them. */
  readonly timing?: boolean;
  /**
   * How far a second run may be off, relative to the value; default 1e-6. One machine gives the same bytes; on
   * others float32 sums round differently, which training makes larger.
   */
  readonly tolerance?: number;
}

export interface Finding {
  readonly measured: readonly Measured[];
  readonly verdict: Verdict;
  /** What came out, in one or two sentences with numbers. */
  readonly sentence: string;
  /** Plain plotly, to be shown without computing again. */
  readonly figures: readonly NamedFigure[];
}

export interface NamedFigure {
  readonly name: string;
  readonly figure: PlotlyJson;
  /** What a reader who does not see it is told. */
  readonly text: string;
}

/** What an experiment is given. */
export interface Experiment extends Watch {
  readonly size: Size;
  /** Threads to use; no number depends on it but seconds. */
  readonly workers: number;
  /**
   * A piece of work that is done once: its result (plain JSON) is kept on the disk, and a run that was killed goes on
   * behind it. Pieces of one name and the same inputs are shared by claims.
   * @param inputs All that decides the result besides the code: part of the key.
   */
  keep<T>(name: string, inputs: Json, make: () => Promise<T>): Promise<T>;
  /** A path for the checkpoints of a longer piece of work, in the same folder. */
  checkpoint(name: string, inputs: Json): string;
}

/** What can be written down and read back without loss. */
export type Json =
  null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

export interface Claim {
  /** Such as "A1". */
  readonly id: string;
  readonly title: string;
  /** What is claimed, in a sentence. */
  readonly statement: string;
  /** Where: thesis chapter, paper, doi. */
  readonly source: string;
  /** What each size computes and how long that takes on two cores. */
  readonly experiments: Readonly<Record<Size, string>>;
  run(experiment: Experiment): Promise<Finding>;
}

/** The verdict where every number decides: all met, none met or some. */
export function verdictOf(measured: readonly Measured[], size: Size): Verdict {
  const met = measured.filter((m) => m.met).length;
  if (met === measured.length) return "reproduces";
  if (met > 0) return "reproduces in part";
  return size === "full" ? "does not reproduce" : "does not reproduce at this size";
}

/**
 * One line of what the doctor found: how far a number is from what it must be, and how far it may be.
 */
export interface Measurement {
  /** What was measured, where one case measures several things. */
  readonly what?: string;
  readonly error: number;
  readonly tolerance: number;
  /** What to know about it. */
  readonly note?: string;
  /** Who computed, where it was not the objective's own executor. */
  readonly executor?: string;
}

export interface Finding {
  readonly case: string;
  /** Which executor ran the programs. */
  readonly executor: string;
  /** NaN where nothing could be measured. */
  readonly error: number;
  readonly tolerance: number;
  /** "skipped": it could not be looked at, and `note` says why. */
  readonly verdict: "pass" | "fail" | "skipped";
  readonly note?: string;
}

/** An error that is not a number does not pass. */
export function judged(
  name: string,
  own: string,
  { what, error, tolerance, note, executor = own }: Measurement,
): Finding {
  const verdict = error <= tolerance ? "pass" : "fail";
  const told = note === undefined ? {} : { note };
  return { case: what ? `${name}: ${what}` : name, executor, error, tolerance, verdict, ...told };
}

export function skipped(name: string, executor: string, note: string): Finding {
  return { case: name, executor, error: NaN, tolerance: NaN, verdict: "skipped", note };
}

/** Something threw where a number was expected. */
export function failed(name: string, executor: string, error: unknown): Finding {
  return { ...skipped(name, executor, messageOf(error)), verdict: "fail" };
}

export const messageOf = (error: unknown): string =>
  error instanceof Error ? error.message : String(error);

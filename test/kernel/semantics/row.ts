/** One row of the semantics table. */

export interface Row {
  readonly title: string;
  readonly cells: readonly string[];
  /** What the last cells show: text of the value, null for no value, a pattern for an error's text. */
  readonly shows: readonly (string | null | RegExp)[];
}

/** Shorthand: title, cells, and what the last of them show. */
export function row(title: string, cells: readonly string[], ...shows: Row["shows"]): Row {
  return { title, cells, shows };
}

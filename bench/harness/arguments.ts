/** Words and numbers of the command line. */

/** All of the known names when none is given. */
export function chooseFrom<T extends string>(
  what: string,
  given: readonly string[],
  known: readonly T[],
  otherwise: readonly T[],
): readonly T[] {
  if (given.length === 0) return otherwise;
  return given.map((word) => {
    const found = known.find((name) => name.toLowerCase() === word.toLowerCase());
    if (found !== undefined) return found;
    throw new RangeError(`bench: ${what} must be one of ${known.join(", ")}, got ${word}`);
  });
}

/** "1,2" as [1, 2]. */
export function numbersFrom(what: string, text: string): number[] {
  return text.split(",").map((part) => {
    const value = Number(part);
    if (part.trim() !== "" && Number.isInteger(value) && value >= 0) return value;
    throw new RangeError(`bench: ${what} must be whole numbers with commas between, got ${text}`);
  });
}

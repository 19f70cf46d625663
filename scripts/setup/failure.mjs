/**
 * Failures that a person can mend: one sentence about what is wrong, one about what to do. Scripts end
 * with these two lines and exit code 1; a stack would only hide them.
 */

/** An expected failure with its remedy. */
export class Failure extends Error {
  /**
   * @param {string} sentence what is wrong
   * @param {string} remedy what to do about it
   */
  constructor(sentence, remedy) {
    super(sentence);
    this.name = "Failure";
    this.remedy = remedy;
  }
}

/**
 * The lines shown for an error. Errors that are not a `Failure` are faults of these scripts; their stack
 * is shown only to those who ask for it.
 * @param {unknown} error
 * @param {boolean} [withStack]
 * @returns {string}
 */
export function describeFailure(error, withStack = false) {
  if (error instanceof Failure) return `\nError: ${error.message}\n  → ${error.remedy}`;
  if (!(error instanceof Error)) return `\nError: ${String(error)}`;
  if (withStack) return `\nError: ${error.stack ?? error.message}`;
  return `\nError: ${error.message}\n  → set EIGENSCAPE_DEBUG=1 to see where this comes from`;
}

/**
 * Runs a script: its number becomes the exit code, any error becomes two lines and exit code 1.
 * @param {() => Promise<number | void>} main
 */
export async function runMain(main) {
  try {
    process.exitCode = (await main()) ?? 0;
  } catch (error) {
    console.error(describeFailure(error, Boolean(process.env.EIGENSCAPE_DEBUG)));
    process.exitCode = 1;
  }
}

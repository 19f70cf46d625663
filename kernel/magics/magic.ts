/** What a magic is: a line `%name …`, or a first line `%%name …` that takes the whole cell. */

/**
 * How a magic is compiled.
 *
 * - command: its argument is a text; it runs in its place.
 * - first: as command, but it runs before the rest of the cell is checked and run, as imports do.
 * - timed: its argument is code of the cell, whose names are kept.
 * - repeated: its argument is code that is run many times, in a function.
 * - unchecked: the cell's types are not checked.
 */
export type MagicForm = "command" | "first" | "timed" | "repeated" | "unchecked";

/** What magics may use of the kernel. */
export interface MagicContext {
  /** The notebook's folder, where packages are installed. */
  readonly folder: string;
  /** Calls `stop` when the running cell is interrupted; returns a function that forgets it. */
  readonly onInterrupt: (stop: () => void) => () => void;
  readonly print: (text: string) => void;
  readonly printError: (text: string) => void;
  /** Shows a line of text that the next call replaces. */
  readonly showProgress: (id: string, text: string) => void;
  /** The names of the session, oldest first. */
  readonly names: () => readonly SessionVariable[];
  /** Forgets all names. */
  readonly reset: () => void;
  /** Names of the packages that cells have imported. */
  readonly loadedPackages: () => ReadonlySet<string>;
  /** Types and modules of packages may have changed on disk. */
  readonly packagesChanged: () => void;
}

/** A name that cells declared. */
export interface SessionVariable {
  readonly name: string;
  /** "const", "function", "class", "type", … */
  readonly kind: string;
  /** Its type, as TypeScript writes it. */
  readonly type: string;
  /** Its value; throws if it was never set. */
  readonly value: () => unknown;
}

export interface Magic {
  readonly name: string;
  /** Another name. */
  readonly alias?: string;
  /** As it is written, for lists: "%npm <command>". */
  readonly usage: string;
  /** One line. */
  readonly help: string;
  /** How it is compiled as `%name`; undefined if it takes whole cells only. */
  readonly line?: MagicForm;
  /** …and as `%%name`. */
  readonly cell?: MagicForm;
  /** The TypeScript type of what it returns; "void" if not given. */
  readonly returns?: string;
  /**
   * Runs it. Magics of the forms timed, repeated and unchecked have none: the code they take is the cell's.
   *
   * @param line What stands behind its name.
   * @param body The lines below it, for `%%name`.
   */
  readonly run?: (context: MagicContext, line: string, body: string | undefined) => unknown;
}

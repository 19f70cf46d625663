/** What the debugger (sockets' thread) and the main thread tell each other. */

/** A script that was emitted from something a person wrote; see `MappedScript`. */
export interface ScriptDescription {
  /** As V8 names it: "cell_3.ts", or the URL of a compiled local file. */
  readonly name: string;
  readonly sourceMap: string;
  readonly label: string;
  readonly source: string;
  readonly linesBefore: number;
}

export interface SessionVariable {
  readonly name: string;
  /** Its name in the emitted JavaScript. */
  readonly runtimeName: string;
  /** As TypeScript writes it. */
  readonly type: string;
  readonly imported: boolean;
}

/** The hidden global of the main thread that the debugger calls through the inspector. */
export const targetName = "$kernelDebug";

/** Its functions. They are called also while the main thread is paused, and return what JSON can say. */
export interface TargetFunctions {
  /** From now on emitted scripts are announced; returns those there are already. */
  attach(): readonly ScriptDescription[];
  detach(): void;
  variables(): readonly SessionVariable[];
  /** The source map of a cell that has not run yet. */
  sourceMap(code: string): string;
  /** The JavaScript of an expression. */
  javascript(code: string): string;
  /** Makes a name that the debugger added to the session known to later cells, as `any`. */
  declare(name: string): void;
}

/** Main thread → debugger, in order. */
export type FromTarget =
  | { readonly kind: "listening" }
  | { readonly kind: "script"; readonly script: ScriptDescription }
  /** Is answered when the breakpoints of all scripts before it are set. */
  | { readonly kind: "flush" };

/** Debugger → main thread: one for each flush. */
export interface ToTarget {
  readonly kind: "flushed";
}

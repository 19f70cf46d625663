/**
 * How a result shows itself in a notebook without knowing figures, kernel or widgets: it has a
 * `kind`, and this table maps kinds to functions. index.ts fills the table with src/figures;
 * the live form is looked up at a global symbol that eigenscape/widgets sets.
 */
export type MimeBundle = Record<string, unknown>;

/** Kernels call this method of a cell's last value (Deno, tslab's successors and ours). */
export const jupyterDisplay = Symbol.for("Jupyter.display");

const widgetHost = Symbol.for("eigenscape.widgetHost");
const presenters = new Map<string, (result: never) => MimeBundle>();

/** States how results of a kind are shown. */
export function setPresenter<T>(kind: string, present: (result: T) => MimeBundle): void {
  presenters.set(kind, present);
}

/** The MIME bundle of a result; plain text where no figure is registered. */
export function present(result: { readonly kind: string }, text: string): MimeBundle {
  const presenter = presenters.get(result.kind) as ((r: unknown) => MimeBundle) | undefined;
  return presenter?.(result) ?? { "text/plain": text };
}

/** The live widget of a result. */
export function liveWidget(caller: string, result: unknown): unknown {
  const host = (globalThis as Record<symbol, unknown>)[widgetHost];
  if (typeof host === "function") return (host as (result: unknown) => unknown)(result);
  throw new Error(
    `${caller}: a widget host must be registered, got none; import "eigenscape/widgets" first`,
  );
}

/**
 * What a view gets and gives: it fills `el` from `model` until `signal` aborts, and hangs every
 * listener on that signal. Jupyter's own model and view classes stay outside (jupyterView.ts).
 */
export interface ViewModel<State> {
  get<K extends keyof State & string>(key: K): State[K];
  /** Changes the state here at once and in the kernel as soon as it listens. */
  set(changes: Partial<State>): void;
  /** Calls the handler after any change, until the signal aborts. */
  onChange(handler: () => void, signal: AbortSignal): void;
  /** Sends a message to the kernel that is no state. */
  send(content: object): void;
  /** Whether a kernel knows this model; false after its restart, and in saved pages. */
  readonly connected: boolean;
  /** Whether notes that are written here last: in the kernel, or in a page that offers its copy. */
  readonly keepsNotes: boolean;
  onConnection(handler: () => void, signal: AbortSignal): void;
}

export interface RenderContext<State> {
  readonly model: ViewModel<State>;
  readonly el: HTMLElement;
  readonly signal: AbortSignal;
}

export type Render<State> = (context: RenderContext<State>) => void;

/**
 * The kernel side of a Jupyter widget: a typed state that is the same in the kernel and in every
 * browser that shows it. Jupyter widget messaging protocol 2.1.
 *
 * Sets of one tick leave as one `update`. What a browser sends is echoed first, with the
 * browser's message as parent (browsers ignore older echoes until then), and only then shown to
 * handlers; a value that just arrived is not sent back, because setting an equal value is no
 * change.
 */
import { randomUUID } from "node:crypto";
import type { BufferPath } from "./buffers.js";
import { joinBuffers, splitBuffers } from "./buffers.js";
import { openWidgets, serveControl } from "./control.js";
import type { Comm, CommMessage } from "./host.js";
import { kernelHost } from "./host.js";
import { Listeners } from "./listeners.js";
import { moduleName, moduleVersion } from "./version.js";

type Key<State> = keyof State & string;

export interface WidgetOptions<State> {
  /** Name that the browser's module exports the model under; "Model" and "View" are appended. */
  readonly name: string;
  readonly state: State;
  /** Tells whether a value that a browser sent may enter the state; others are answered. */
  readonly checks?: { readonly [K in Key<State>]?: (value: unknown) => boolean };
  /** One line that stands for the widget where it cannot be shown. */
  readonly text?: string;
}

export class Widget<State extends object> {
  readonly id = randomUUID().replaceAll("-", "");
  readonly #state: Record<string, unknown>;
  readonly #checks: Readonly<Record<string, ((value: unknown) => boolean) | undefined>>;
  readonly #text: string;
  readonly #comm: Comm;
  readonly #changes = new Map<string, Listeners<[value: unknown]>>();
  readonly #messages = new Listeners<[content: unknown, buffers: readonly Uint8Array[]]>();
  readonly #unsent = new Set<string>();
  #closed = false;

  constructor({ name, state, checks = {}, text = name }: WidgetOptions<State>) {
    const host = kernelHost(name);
    this.#state = { ...identity(name), ...state };
    this.#checks = checks;
    this.#text = text;
    const { data, buffers } = this.#packed(Object.keys(this.#state));
    const metadata = { version: "2.1.0" };
    this.#comm = host.openComm("jupyter.widget", { id: this.id, data, metadata, buffers });
    this.#comm.onMessage((message) => this.#receive(message));
    this.#comm.onClose(() => this.#forget());
    openWidgets.set(this.id, () => ({ ...this.#state }));
    serveControl(host);
  }

  get closed(): boolean {
    return this.#closed;
  }

  get<K extends Key<State>>(key: K): State[K] {
    return this.#state[key] as State[K];
  }

  /** Changes the state here at once and in the browsers at the end of this tick. */
  set(changes: Partial<State>): void {
    if (this.#closed) throw new Error(`set: widget must be open, got a closed one; make it anew`);
    const changed = this.#assign(changes);
    if (this.#unsent.size === 0 && changed.length > 0) queueMicrotask(() => this.#flush());
    for (const key of changed) this.#unsent.add(key);
    this.#announce(changed);
  }

  /** Calls the handler after each change of one entry, whoever made it. Returns: stop. */
  on<K extends Key<State>>(event: `change:${K}`, handler: (value: State[K]) => void): () => void {
    const key = event.slice("change:".length);
    const listeners = this.#changes.get(key) ?? new Listeners<[unknown]>();
    this.#changes.set(key, listeners);
    return listeners.add((value) => handler(value as State[K]));
  }

  /** Calls the handler with each custom message from a browser. Returns: stop. */
  onMessage(handler: (content: unknown, buffers: readonly Uint8Array[]) => void): () => void {
    return this.#messages.add(handler);
  }

  /** Sends a custom message to every browser that shows the widget. */
  send(content: unknown, buffers: readonly ArrayBufferView[] = []): void {
    if (this.#closed) throw new Error(`send: widget must be open, got a closed one; make it anew`);
    this.#flush(); // a message must not overtake the state that it speaks of
    this.#comm.send({ method: "custom", content }, { buffers });
  }

  /** Removes the widget from every browser. */
  close(): void {
    if (this.#closed) return;
    this.#forget();
    this.#comm.close({});
  }

  toString(): string {
    return this.#text;
  }

  [Symbol.for("Jupyter.display")](): Record<string, unknown> {
    const view = { version_major: 2, version_minor: 0, model_id: this.id };
    return { "application/vnd.jupyter.widget-view+json": view, "text/plain": this.#text };
  }

  #receive({ data, buffers }: CommMessage): void {
    const message = (data ?? {}) as { method?: unknown; content?: unknown };
    if (message.method === "update") this.#receiveUpdate(data, buffers);
    else if (message.method === "request_state") this.#send("update", Object.keys(this.#state));
    else if (message.method === "custom") this.#messages.emit(message.content, buffers);
    else console.warn(`widget: method must be known, got ${JSON.stringify(message.method)}`);
  }

  #receiveUpdate(data: unknown, buffers: readonly Uint8Array[]): void {
    const { state = {}, buffer_paths: paths = [] } = data as {
      state?: Record<string, unknown>;
      buffer_paths?: readonly BufferPath[];
    };
    const arrived = joinBuffers(state, paths, buffers);
    const known = Object.keys(arrived).filter((key) => Object.hasOwn(this.#state, key));
    const accepted = known.filter((key) => this.#checks[key]?.(arrived[key]) ?? true);
    const refused = known.filter((key) => !accepted.includes(key));
    const changed = this.#assign(Object.fromEntries(accepted.map((key) => [key, arrived[key]])));
    this.#send("echo_update", accepted);
    this.#send("update", refused); // with the values that stay
    this.#announce(changed);
  }

  #assign(changes: Readonly<Record<string, unknown>>): string[] {
    const changed = Object.keys(changes).filter(
      (key) => !Object.is(this.#state[key], changes[key]),
    );
    for (const key of changed) this.#state[key] = changes[key];
    return changed;
  }

  #announce(changed: readonly string[]): void {
    for (const key of changed) this.#changes.get(key)?.emit(this.#state[key]);
  }

  #flush(): void {
    const keys = [...this.#unsent];
    this.#unsent.clear();
    if (!this.#closed) this.#send("update", keys);
  }

  #send(method: "update" | "echo_update", keys: readonly string[]): void {
    if (keys.length === 0) return;
    const { data, buffers } = this.#packed(keys);
    this.#comm.send({ method, ...data }, { buffers });
  }

  #packed(keys: readonly string[]): {
    data: { state: Record<string, unknown>; buffer_paths: readonly BufferPath[] };
    buffers: readonly ArrayBufferView[];
  } {
    const part = Object.fromEntries(keys.map((key) => [key, this.#state[key]]));
    const { state, bufferPaths, buffers } = splitBuffers(part);
    return { data: { state, buffer_paths: bufferPaths }, buffers };
  }

  #forget(): void {
    this.#closed = true;
    openWidgets.delete(this.id);
  }
}

/** The entries that every widget's state must have. */
function identity(name: string): Record<string, unknown> {
  return {
    _model_module: moduleName,
    _model_module_version: moduleVersion,
    _model_name: `${name}Model`,
    _view_module: moduleName,
    _view_module_version: moduleVersion,
    _view_name: `${name}View`,
    _view_count: null,
    _dom_classes: [],
    layout: null,
    tabbable: null,
    tooltip: null,
  };
}

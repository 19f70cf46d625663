/**
 * The kernel side of a Jupyter widget: a typed state that is the same in the kernel and in every
 * browser that shows it. Jupyter widget messaging protocol 2.1.
 *
 * Sets of one tick leave as one `update`. What a browser sends is echoed first, with the
 * browser's message as parent (browsers ignore older echoes until then), and only then shown to
 * handlers; a value that just arrived is not sent back, because setting an equal value is no
 * change. Widgets inside a state travel as references.
 */
import { randomUUID } from "node:crypto";
import { isDeepStrictEqual } from "node:util";
import type { BufferPath } from "./buffers.js";
import { joinBuffers, splitBuffers } from "./buffers.js";
import { serveControl } from "./controlComm.js";
import type { Comm, CommMessage } from "./host.js";
import { kernelHost } from "./host.js";
import { Listeners } from "./listeners.js";
import { identityState, ownIdentity, type ModelIdentity } from "./modelIdentity.js";
import { openWidgets, register, type AnyWidget } from "./references.js";
import { echoEnabled, plainWire, type Wire } from "./wire.js";

type Key<State> = keyof State & string;

export interface WidgetOptions<State> {
  /** Name that the browser's module exports the model under; "Model" and "View" are appended. */
  readonly name: string;
  readonly state: State;
  /** Tells whether a value that a browser sent may enter the state; others are answered. */
  readonly checks?: { readonly [K in Key<State>]?: (value: unknown) => boolean };
  /** One line that stands for the widget where it cannot be shown. */
  readonly text?: string;
  /** By default a model of our own module. */
  readonly identity?: ModelIdentity;
  readonly wire?: Wire;
}

export class Widget<State extends object> implements AnyWidget {
  readonly id = randomUUID().replaceAll("-", "");
  readonly #identity: Readonly<Record<string, unknown>>;
  readonly #state: Record<string, unknown>;
  readonly #wire: Wire;
  readonly #checks: Readonly<Record<string, ((value: unknown) => boolean) | undefined>>;
  readonly #text: string;
  readonly #comm: Comm;
  readonly #changes = new Map<string, Listeners<[value: unknown]>>();
  readonly #messages = new Listeners<[content: unknown, buffers: readonly Uint8Array[]]>();
  readonly #unsent = new Set<string>();
  #holds = 0;
  #closed = false;

  constructor({ name, state, checks = {}, text = name, identity, wire }: WidgetOptions<State>) {
    const host = kernelHost(name);
    this.#identity = identityState(identity ?? ownIdentity(name));
    this.#state = { ...(identity ? {} : inherited), ...(state as Record<string, unknown>) };
    this.#wire = wire ?? plainWire(new Set(Object.keys(this.#state)));
    this.#checks = checks;
    this.#text = text;
    const { data, buffers } = packed(this.#wireState());
    const metadata = { version: "2.1.0" };
    this.#comm = host.openComm("jupyter.widget", { id: this.id, data, metadata, buffers });
    this.#comm.onMessage((message) => this.#receive(message));
    this.#comm.onClose(() => this.#forget());
    register({ widget: this, wireState: () => this.#wireState() });
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
    const changed = this.#assign(this.settled(changes));
    if (this.#unsent.size === 0 && changed.length > 0)
      queueMicrotask(() => this.#flushUnlessHeld());
    for (const key of changed) this.#unsent.add(key);
    this.#announce(changed);
  }

  /** Sends all that a block sets as one update, at its end, also when the block awaits. */
  hold<T>(block: () => T): T {
    this.#holds++;
    const release = (): void => {
      this.#holds--;
      this.#flushUnlessHeld();
    };
    let result: T;
    try {
      result = block();
    } catch (error) {
      release();
      throw error;
    }
    if (result instanceof Promise) return result.finally(release) as T;
    release();
    return result;
  }

  /** Calls the handler after each change of one entry, whoever made it. Returns: stop. */
  on<K extends Key<State>>(
    event: K | `change:${K}`,
    handler: (value: State[K]) => void,
  ): () => void {
    const key = event.replace(/^change:/, "");
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
    return { "application/vnd.jupyter.widget-view+json": view, "text/plain": this.toString() };
  }

  /** What changes bring with them, the changes included; for classes whose entries depend on each other. */
  protected settled(changes: Partial<State>): Partial<State> {
    return changes;
  }

  /** Sends entries again that changed from within, which nobody `set`. */
  protected resend(keys: readonly Key<State>[]): void {
    for (const key of keys) this.#unsent.add(key);
    this.#flush();
  }

  #receive({ data, buffers }: CommMessage): void {
    const message = (data ?? {}) as { method?: unknown; content?: unknown };
    if (message.method === "update") this.#receiveUpdate(data, buffers);
    else if (message.method === "request_state") this.#send("update", this.#wireState());
    else if (message.method === "custom") this.#messages.emit(message.content, buffers);
    else console.warn(`widget: method must be known, got ${JSON.stringify(message.method)}`);
  }

  #receiveUpdate(data: unknown, buffers: readonly Uint8Array[]): void {
    const { state = {}, buffer_paths: paths = [] } = data as {
      state?: Record<string, unknown>;
      buffer_paths?: readonly BufferPath[];
    };
    const arrived = this.#wire.decode(joinBuffers(state, paths, buffers));
    const accepted = Object.keys(arrived).filter((k) => this.#checks[k]?.(arrived[k]) ?? true);
    const wanted = Object.fromEntries(accepted.map((key) => [key, arrived[key]]));
    const changed = this.#assign(this.settled(wanted as Partial<State>));
    if (echoEnabled()) {
      const echoed = accepted.filter((key) => this.#wire.echoes?.(key) ?? true);
      this.#send("echo_update", this.#wire.encode(pick(arrived, echoed)));
    }
    // Refused or settled otherwise: the browser is told what it is instead.
    const others = [...Object.keys(arrived), ...changed].filter(
      (key) => !(key in wanted) || !isDeepStrictEqual(wanted[key], this.#state[key]),
    );
    this.#send("update", this.#encoded([...new Set(others)]));
    this.#announce(changed);
  }

  #assign(changes: Readonly<Record<string, unknown>>): string[] {
    const changed = Object.keys(changes).filter(
      (key) => !isDeepStrictEqual(this.#state[key], changes[key]),
    );
    for (const key of changed) this.#state[key] = changes[key];
    return changed;
  }

  #announce(changed: readonly string[]): void {
    for (const key of changed) this.#changes.get(key)?.emit(this.#state[key]);
  }

  #flushUnlessHeld(): void {
    if (this.#holds === 0) this.#flush();
  }

  #flush(): void {
    const keys = [...this.#unsent];
    this.#unsent.clear();
    if (!this.#closed) this.#send("update", this.#encoded(keys));
  }

  #send(method: "update" | "echo_update", wireState: Readonly<Record<string, unknown>>): void {
    if (Object.keys(wireState).length === 0) return;
    const { data, buffers } = packed(wireState);
    this.#comm.send({ method, ...data }, { buffers });
  }

  #encoded(keys: readonly string[]): Record<string, unknown> {
    return this.#wire.encode(pick(this.#state, keys));
  }

  #wireState(): Record<string, unknown> {
    return { ...this.#identity, ...this.#wire.encode(this.#state) };
  }

  #forget(): void {
    this.#closed = true;
    openWidgets.delete(this.id);
  }
}

/** The entries that a widget of our own has besides those it names. */
const inherited = { _dom_classes: [], layout: null, tabbable: null, tooltip: null };

function pick(
  state: Readonly<Record<string, unknown>>,
  keys: readonly string[],
): Record<string, unknown> {
  return Object.fromEntries(keys.map((key) => [key, state[key]]));
}

function packed(wireState: Readonly<Record<string, unknown>>): {
  data: { state: Record<string, unknown>; buffer_paths: readonly BufferPath[] };
  buffers: readonly ArrayBufferView[];
} {
  const { state, bufferPaths, buffers } = splitBuffers(wireState);
  return { data: { state, buffer_paths: bufferPaths }, buffers };
}

/**
 * Widgets inside the state of other widgets: the children of a box, a slider's layout. On the wire
 * such a reference is the text `IPY_MODEL_<id>`.
 */

/** What every widget is, whatever its state. */
export interface AnyWidget {
  readonly id: string;
  readonly closed: boolean;
  close(): void;
}

export interface OpenWidget {
  readonly widget: AnyWidget;
  /** The whole state as it travels, references included, buffers not yet taken out. */
  readonly wireState: () => Readonly<Record<string, unknown>>;
}

/** Every open widget by its id. Keeps widgets alive until they are closed. */
export const openWidgets = new Map<string, OpenWidget>();

const prefix = "IPY_MODEL_";
const known = new WeakSet<object>();

/** Makes a widget known as such; those whose constructor failed never are. */
export function register(open: OpenWidget): void {
  known.add(open.widget);
  openWidgets.set(open.widget.id, open);
}

export function isWidget(value: unknown): value is AnyWidget {
  return typeof value === "object" && value !== null && known.has(value);
}

/** A copy in which every widget, at any depth of lists and plain objects, is its reference. */
export function withReferences(value: unknown): unknown {
  if (isWidget(value)) return `${prefix}${value.id}`;
  if (Array.isArray(value)) return value.map(withReferences);
  if (!isPlainObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([k, v]) => [k, withReferences(v)]));
}

/** The open widget that a reference names; anything else comes back as it is. */
export function resolveReference(value: unknown): unknown {
  if (typeof value !== "string" || !value.startsWith(prefix)) return value;
  return openWidgets.get(value.slice(prefix.length))?.widget ?? value;
}

export function isPlainObject(value: unknown): value is object {
  if (typeof value !== "object" || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

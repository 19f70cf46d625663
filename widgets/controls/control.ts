/**
 * Stock controls of Jupyter (ipywidgets 8): every notebook front end draws them; the kernel side is
 * made here from a table of a control's entries. Entries are properties with camelCase names.
 */
import { isPlainObject } from "../references.js";
import { Widget } from "../widget.js";
import type { Wire } from "../wire.js";
import type { Attribute } from "./attribute.js";
import type { Settle } from "./bounds.js";

export interface ControlModel<State> {
  /** Of the class here. */
  readonly name: string;
  /** Of the class in the browser. */
  readonly model: string;
  readonly module: string;
  readonly version: string;
  readonly view: string | null;
  readonly viewModule?: string;
  readonly attributes: { readonly [K in keyof State]-?: Attribute<State[K]> };
  readonly settle?: Settle;
}

/** Entries of a control; a layout or style may be given by its own entries. */
export type ControlOptions<State> = { [K in keyof State]?: OptionValue<State[K]> };
type OptionValue<Value> =
  Value extends Control<infer State> ? Value | ControlOptions<State> : Value;

type Attributes = Readonly<Record<string, Attribute<unknown>>>;
type Entries = Record<string, unknown>;

export class Control<State extends object> extends Widget<State> {
  readonly #model: ControlModel<State>;
  /** Layout and style that were made here and are closed here. */
  readonly #parts: readonly (keyof State & string)[];

  constructor(model: ControlModel<State>, options: ControlOptions<State> = {}) {
    const attributes = model.attributes as Attributes;
    const given = Object.keys(options).filter((key) => (options as Entries)[key] !== undefined);
    const chosen = Object.fromEntries(given.map((key) => [key, (options as Entries)[key]]));
    check(model.name, attributes, chosen, isPlainObject);
    const initial = Object.entries(attributes).map(([key, { initial }]) => [key, initial] as const);
    const state: Entries = { ...Object.fromEntries(initial), ...chosen };
    Object.assign(state, model.settle?.(state, model.name));
    const parts = given.filter((key) => attributes[key]?.make && isPlainObject(chosen[key]));
    for (const key of parts) state[key] = attributes[key]?.make?.(chosen[key] as Entries);
    super({
      name: model.name,
      state: state as State,
      checks: Object.fromEntries(
        Object.entries(attributes).map(([key, { accepts }]) => [key, accepts]),
      ) as { [K in keyof State & string]: (value: unknown) => boolean },
      identity: model,
      wire: wireOf(attributes),
    });
    this.#model = model;
    this.#parts = Object.keys(attributes).filter(
      (key) => attributes[key]?.make && !given.some((g) => g === key && !parts.includes(g)),
    ) as (keyof State & string)[];
  }

  /** An entry; a layout or style is made when it is first asked for. */
  override get<K extends keyof State & string>(key: K): State[K] {
    const value = super.get(key);
    const { make } = this.#model.attributes[key];
    if (value !== null || make === undefined || this.closed) return value;
    this.set({ [key]: make() } as Partial<State>);
    return super.get(key);
  }

  /** Removes the control, and its own layout and style, from every browser. */
  override close(): void {
    if (this.closed) return;
    for (const key of this.#parts) (super.get(key) as { close(): void } | null)?.close();
    super.close();
  }

  override toString(): string {
    const { name, attributes, settle } = this.#model;
    const keys = ["description", "value", ...(settle ? ["min", "max"] : [])];
    const known = keys.filter((key) => key in attributes) as (keyof State & string)[];
    const shown = known.filter((key) => super.get(key) !== attributes[key].initial);
    return `${name}(${shown.map((key) => `${key}=${JSON.stringify(super.get(key))}`).join(", ")})`;
  }

  protected override settled(changes: Partial<State>): Partial<State> {
    const { name, attributes, settle } = this.#model;
    check(name, attributes as Attributes, changes, () => false);
    if (settle === undefined) return changes;
    const state = Object.fromEntries(
      Object.keys(attributes).map((key) => [key, super.get(key as keyof State & string)]),
    );
    return { ...changes, ...settle({ ...state, ...changes }, name) };
  }
}

/** A control's class: entries are its properties. */
export interface ControlClass<State extends object> {
  new (options?: ControlOptions<State>): Control<State> & State;
}

/** The class that a table stands for. */
export function control<State extends object>(model: ControlModel<State>): ControlClass<State> {
  const Made = class extends Control<State> {
    constructor(options?: ControlOptions<State>) {
      super(model, options);
    }
  };
  for (const key of Object.keys(model.attributes) as (keyof State & string)[]) {
    Object.defineProperty(Made.prototype, key, {
      get(this: Control<State>) {
        return this.get(key);
      },
      set(this: Control<State>, value: State[typeof key]) {
        this.set({ [key]: value } as Partial<State>);
      },
    });
  }
  return Made as ControlClass<State>;
}

/** `continuousUpdate` travels as `continuous_update`. */
export function wireName(key: string): string {
  const hidden = ["domClasses", "optionsLabels"].includes(key) ? "_" : "";
  return hidden + key.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

function wireOf(attributes: Attributes): Wire {
  const keys = new Map(Object.keys(attributes).map((key) => [wireName(key), key]));
  return {
    encode: (part) =>
      Object.fromEntries(
        Object.entries(part).map(([key, value]) => [
          wireName(key),
          value === null ? null : (attributes[key]?.encode?.(value) ?? value),
        ]),
      ),
    decode: (part) =>
      Object.fromEntries(
        Object.entries(part).flatMap(([name, value]) => {
          const key = keys.get(name);
          if (key === undefined) return [];
          return [[key, attributes[key]?.decode?.(value) ?? value]];
        }),
      ),
    echoes: (key) => attributes[key]?.silent !== true,
  };
}

/** @param instead Values that are taken where a part is made from them. */
function check(
  name: string,
  attributes: Attributes,
  entries: Readonly<Entries>,
  instead: (value: unknown) => boolean,
): void {
  for (const [key, value] of Object.entries(entries)) {
    const attribute = attributes[key];
    if (attribute === undefined) {
      const known = Object.keys(attributes).join(", ");
      throw new TypeError(`${name}: entry must be one of ${known}, got ${key}`);
    }
    if (attribute.accepts(value) || (attribute.make && instead(value))) continue;
    const got = JSON.stringify(value) ?? String(value);
    throw new TypeError(`${name}: ${key} must be ${attribute.rule}, got ${got}`);
  }
}

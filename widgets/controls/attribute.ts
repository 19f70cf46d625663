/**
 * Kinds of entries in the state of a stock control: where it starts, which values it takes and how
 * it travels. The generated controls are tables of these.
 */
export interface Attribute<Value> {
  readonly initial: Value;
  /** What values must be, for error messages. */
  readonly rule: string;
  readonly accepts: (value: unknown) => boolean;
  /** The value on the wire; the same one if left out. */
  readonly encode?: (value: Value) => unknown;
  readonly decode?: (wire: unknown) => unknown;
  /** Makes the value when it is first read: parts that most controls never need. */
  readonly make?: (state?: Readonly<Record<string, unknown>>) => Value & object;
  /** Not sent back to the browsers that sent it. */
  readonly silent?: boolean;
}

const isString = (value: unknown): value is string => typeof value === "string";

export const bool = (initial: boolean): Attribute<boolean> => ({
  initial,
  rule: "true or false",
  accepts: (value) => typeof value === "boolean",
});

export const int = (initial: number): Attribute<number> => ({
  initial,
  rule: "an integer",
  accepts: Number.isSafeInteger,
});

export const float = (initial: number): Attribute<number> => ({
  initial,
  rule: "a finite number",
  accepts: Number.isFinite,
});

export const text = (initial: string): Attribute<string> => ({
  initial,
  rule: "a string",
  accepts: isString,
});

export const bytes = (): Attribute<Uint8Array> => ({
  initial: new Uint8Array(),
  rule: "a Uint8Array",
  accepts: (value) => value instanceof Uint8Array,
});

export const oneOf = <const T extends string>(initial: T, values: readonly T[]): Attribute<T> => ({
  initial,
  rule: `one of ${values.map((value) => JSON.stringify(value)).join(", ")}`,
  accepts: (value) => values.includes(value as T),
});

/** An integer or "any". */
export const stepOrAny = (initial: number): Attribute<number | "any"> => ({
  initial,
  rule: `a finite number or "any"`,
  accepts: (value) => value === "any" || Number.isFinite(value),
});

/** Any number of values of a kind. */
export const list = <T>(
  item: Attribute<T>,
  initial: readonly T[] = [],
): Attribute<readonly T[]> => ({
  initial,
  rule: `an array, each of it ${item.rule}`,
  accepts: (value) => Array.isArray(value) && value.every(item.accepts),
});

/** Two values of a kind: the ends of a range. */
export const pair = <T>(
  item: Attribute<T>,
  initial: readonly [T, T],
): Attribute<readonly [T, T]> => ({
  initial,
  rule: `an array of two, each of it ${item.rule}`,
  accepts: (value) => Array.isArray(value) && value.length === 2 && value.every(item.accepts),
});

export const record = (): Attribute<object> => ({
  initial: {},
  rule: "an object",
  accepts: (value) => typeof value === "object" && value !== null,
});

/** The same or null; null at the start. */
export function nullable<T>(kind: Attribute<T>, initial: T | null = null): Attribute<T | null> {
  const { encode, decode } = kind;
  return {
    initial,
    rule: `${kind.rule} or null`,
    accepts: (value) => value === null || kind.accepts(value),
    ...(encode && { encode: (value) => (value === null ? null : encode(value)) }),
    ...(decode && { decode: (wire) => (wire === null ? null : decode(wire)) }),
  };
}

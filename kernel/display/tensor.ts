/**
 * Tensors of TensorFlow.js: type, shape, range and first values.
 *
 * Known by their members, since the notebook's TensorFlow.js need not be ours. Values on a graphics card are
 * waited for, and not the program; those in main memory are read at once, so that outputs keep their order.
 */
import { numberSummary, shortNumber, summaryText } from "./numberSummary.js";

type Values = ArrayLike<number> | readonly string[];

interface Tensor {
  readonly dtype: string;
  readonly shape: readonly number[];
  readonly size: number;
  readonly rank: number;
  readonly isDisposed: boolean;
  readonly dataId: object;
  readonly name?: unknown;
  readonly trainable?: unknown;
  data(): Promise<Values>;
  dataSync(): Values;
}

interface Engine {
  readonly state: { readonly tensorInfo: { get(id: object): { backend: unknown } | undefined } };
  readonly registry: Readonly<Record<string, unknown>>;
}

/** Backends that keep values in main memory, where reading them is a copy. */
const readAtOnce = ["cpu", "wasm", "tensorflow"];

/** How many first and last entries of each axis are shown, for ranks 1, 2 and above. */
const edgeOfRank = (rank: number): number => (rank === 1 ? 5 : rank === 2 ? 3 : 1);

/** undefined if the value is no tensor; a promise if its values must be waited for. */
export function tensorText(value: unknown): string | Promise<string> | undefined {
  if (!isTensor(value)) return undefined;
  if (value.isDisposed) return `${heading(value)}  disposed`;
  try {
    // eslint-disable-next-line no-restricted-properties -- in main memory; in order with what is printed
    if (isInMainMemory(value)) return valuesText(value, value.dataSync());
  } catch (error) {
    return unreadable(value, error);
  }
  return value.data().then(
    (values) => valuesText(value, values),
    (error: unknown) => unreadable(value, error),
  );
}

function isTensor(value: unknown): value is Tensor {
  if (typeof value !== "object" || value === null) return false;
  if (!("dataSync" in value) || !("isDisposed" in value)) return false;
  const { shape, dtype, dataId } = value as Partial<Tensor>;
  return Array.isArray(shape) && typeof dtype === "string" && typeof dataId === "object";
}

function isInMainMemory({ dataId }: Tensor): boolean {
  const engine = (globalThis as { _tfengine?: Engine })._tfengine;
  const backend = engine?.state.tensorInfo.get(dataId)?.backend;
  return backend !== undefined && readAtOnce.some((name) => engine?.registry[name] === backend);
}

function heading({ dtype, shape, name, trainable }: Tensor): string {
  const facts = `${dtype} [${shape.join(", ")}]`;
  if (typeof trainable !== "boolean") return `Tensor ${facts}`;
  return `Variable ${String(name)} ${facts}${trainable ? "" : ", not trainable"}`;
}

function unreadable(tensor: Tensor, error: unknown): string {
  const reason = error instanceof Error ? error.message : String(error);
  return `${heading(tensor)}  values cannot be read: ${reason}`;
}

function valuesText(tensor: Tensor, values: Values): string {
  const { dtype, shape, size } = tensor;
  const entry = (i: number): string => {
    if (dtype === "complex64") return complexText(values as ArrayLike<number>, i);
    const x = values[i];
    if (dtype === "bool") return String(x !== 0);
    return typeof x === "number" ? shortNumber(x) : JSON.stringify(x);
  };
  let width = 0;
  nested(shape, (i) => {
    const text = entry(i);
    width = Math.max(width, text.length);
    return text;
  });
  const aligned = (i: number): string => (shape.length > 1 ? entry(i).padStart(width) : entry(i));
  const hasRange = size > 1 && (dtype === "float32" || dtype === "int32");
  const range = hasRange ? `  ${summaryText(numberSummary(values as ArrayLike<number>))}` : "";
  return `${heading(tensor)}${range}\n${nested(shape, aligned)}`;
}

function complexText(values: ArrayLike<number>, i: number): string {
  const [real = NaN, imaginary = NaN] = [values[2 * i], values[2 * i + 1]];
  return `${shortNumber(real)} + ${shortNumber(imaginary)}i`;
}

/** Entries in nested brackets, a line for each row, the middle of long axes left out. */
function nested(shape: readonly number[], entry: (i: number) => string): string {
  const edge = edgeOfRank(shape.length);
  const part = (axis: number, start: number): string => {
    const length = shape[axis];
    if (length === undefined) return entry(start);
    const stride = shape.slice(axis + 1).reduce((a, b) => a * b, 1);
    const isLong = length > 2 * edge;
    const at = Array.from({ length: isLong ? 2 * edge : length }, (_, i) =>
      isLong && i >= edge ? length - 2 * edge + i : i,
    );
    const parts = at.map((i) => part(axis + 1, start + i * stride));
    if (isLong) parts.splice(edge, 0, "…");
    const isRow = axis === shape.length - 1;
    return `[${parts.join(isRow ? ", " : `,\n${" ".repeat(axis + 1)}`)}]`;
  };
  return part(0, 0);
}

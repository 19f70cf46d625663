/**
 * The state of an optimizer as JSON from which the same bits come back: plain data, that is numbers, texts, true and false,
 * null, Float64Arrays, and arrays and plain objects of these.
 */
import { base64Of, fromBase64 } from "../core/littleEndian.js";

/** Arrays are base64 of little-endian float64, numbers that JSON has not are texts; keys of states do not begin so. */
const [arrayKey, numberKey] = ["$float64", "$number"] as const;

/** @param place For messages: where the value stands. */
export function toStateJson(value: unknown, place = "state"): unknown {
  if (typeof value === "number") return numberJson(value);
  if (value === null || typeof value === "string" || typeof value === "boolean") return value;
  if (value instanceof Float64Array) return { [arrayKey]: base64Of(value) };
  if (Array.isArray(value)) return value.map((entry, i) => toStateJson(entry, `${place}[${i}]`));
  if (isPlain(value)) {
    const given = Object.entries(value).filter(([, entry]) => entry !== undefined);
    return Object.fromEntries(
      given.map(([key, entry]) => [key, toStateJson(entry, `${place}.${key}`)]),
    );
  }
  const got = typeof value === "object" ? value.constructor.name : typeof value;
  throw new TypeError(
    `train: the optimizer's state must be plain data (numbers, Float64Arrays, arrays and objects of these) for a checkpoint, got ${got} at ${place}`,
  );
}

/** @param json What JSON.parse made of it. */
export function fromStateJson(json: unknown): unknown {
  if (Array.isArray(json)) return json.map(fromStateJson);
  if (!isPlain(json)) return json;
  const { [arrayKey]: array, [numberKey]: number } = json;
  if (typeof array === "string") return fromBase64(array);
  if (typeof number === "string") return Number(number);
  return Object.fromEntries(
    Object.entries(json).map(([key, entry]) => [key, fromStateJson(entry)]),
  );
}

function numberJson(value: number): unknown {
  if (Object.is(value, -0)) return { [numberKey]: "-0" };
  return Number.isFinite(value) ? value : { [numberKey]: String(value) };
}

/** An object that is nothing but its entries, such as a literal. */
function isPlain(value: unknown): value is Readonly<Record<string, unknown>> {
  if (typeof value !== "object" || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

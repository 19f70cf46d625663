/** A value as text: as Node.js prints it, of bounded length, and functions with their parameters. */
import { inspect, types } from "node:util";
import { isPlainObject } from "./plainObject.js";

/** A notebook keeps what a cell shows; nobody reads more characters of one value than this. */
export const maximalText = 20_000;

const maximalMembers = 1000;
const shownMembers = 100;

export function plainText(value: unknown): string {
  if (isPlainObject(value) && Object.keys(value).length > maximalMembers) return crowdText(value);
  const text = inspect(value);
  if (typeof value === "function" && !types.isProxy(value)) return withParameters(text, value);
  return shorten(text, maximalText, (cut) => `\n… ${cut.toLocaleString("en")} more characters`);
}

/** Node.js would print every member of an object, for a million of them a quarter of a minute. */
function crowdText(value: object): string {
  const names = Object.keys(value);
  const first: object = Object.create(Object.getPrototypeOf(value) as object | null) as object;
  for (const name of names.slice(0, shownMembers))
    Object.defineProperty(first, name, Object.getOwnPropertyDescriptor(value, name) ?? {});
  const more = (names.length - shownMembers).toLocaleString("en");
  return plainText(first).replace(/\n\}$/, `,\n  … ${more} more members\n}`);
}

/** A value in one line of at most `width` characters; what lies deeper is only named. */
export function lineOfText(value: unknown, width: number): string {
  const text = inspect(value, {
    depth: 0,
    breakLength: Infinity,
    compact: true,
    maxArrayLength: 20,
    maxStringLength: 4 * width,
  });
  return shorten(text.replace(/\s*\n\s*/g, " "), width, () => "…");
}

/** Cuts a text, not inside a character, and appends what `note` says about the number of characters cut. */
export function shorten(text: string, maximal: number, note: (cut: number) => string): string {
  if (text.length <= maximal) return text;
  const isPair = /[\ud800-\udbff]/.test(text[maximal - 1] ?? "");
  const end = isPair ? maximal - 1 : maximal;
  return text.slice(0, end) + note(text.length - end);
}

/** `[Function: add]` becomes `[Function: add] (a, b = 2)`. */
function withParameters(text: string, value: object): string {
  const parameters = parametersOf(Function.prototype.toString.call(value));
  return parameters === undefined ? text : text.replace(/^\[[^\]]*\]/, (name) => name + parameters);
}

const textOrBracket = /"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|`(?:\\.|[^`\\])*`|[()[\]{}]/gs;

/** The parameter list of a function's source; undefined for classes and functions without a source. */
function parametersOf(source: string): string | undefined {
  if (/^class\b|\{\s*\[native code\]\s*\}$/.test(source)) return undefined;
  const single = /^(?:async\s+)?([\p{ID_Continue}$]+)\s*=>/u.exec(source)?.[1];
  if (single !== undefined) return ` (${single})`;
  const start = source.indexOf("(");
  let depth = 0;
  for (const { 0: found, index } of source.matchAll(textOrBracket)) {
    if ("([{".includes(found)) depth++;
    else if (")]}".includes(found) && --depth === 0)
      return ` ${shorten(source.slice(start, index + 1).replace(/\s+/g, " "), 120, () => "…)")}`;
  }
  return undefined;
}

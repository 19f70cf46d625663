/** A value as text: as Node.js prints it, of bounded length, and functions with their parameters. */
import { inspect, types } from "node:util";

/** A notebook keeps what a cell shows; nobody reads more characters of one value than this. */
export const maximalText = 20_000;

export function plainText(value: unknown): string {
  const text = inspect(value);
  if (typeof value === "function" && !types.isProxy(value)) return withParameters(text, value);
  return shorten(text, maximalText, (cut) => `\n… ${cut.toLocaleString("en")} more characters`);
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

/** One line for a value that V8's inspector describes: what a list of variables shows beside a name. */
import type { Runtime } from "node:inspector";

/** A longer text would make the panel slow; the whole one can be evaluated. */
const maximalLength = 1000;

export function valueText(value: Runtime.RemoteObject): string {
  const text = describe(value);
  return text.length > maximalLength ? `${text.slice(0, maximalLength)}…` : text;
}

/** Whether the text says all there is: a number is told by its digits, an array is not. */
export function isToldByText({ type, subtype = "" }: Runtime.RemoteObject): boolean {
  return type !== "function" && (type !== "object" || /^(null|date|regexp|error)$/.test(subtype));
}

/** The type of an object at run time: "Array", "function", the name of a class. */
export function typeText({ type, className }: Runtime.RemoteObject): string {
  return type === "object" ? (className ?? type) : type;
}

function describe(value: Runtime.RemoteObject): string {
  const { type, subtype, preview, description } = value;
  if (type === "string") return JSON.stringify(value.value);
  if (type === "function") return functionText(description ?? "");
  if (subtype === "error") return description?.split("\n")[0] ?? "Error";
  if (type === "object" && preview && subtype !== "regexp" && subtype !== "date")
    return previewText(preview);
  return description ?? String(value.value);
}

/** The head of a function or class: "ƒ f(x)", "class A extends B". */
function functionText(source: string): string {
  if (source.startsWith("class")) return source.slice(0, source.indexOf("{")).trimEnd();
  const head = source.slice(0, headEnd(source));
  return `ƒ ${head.replace(/\bfunction\b/, "").trim()}`.replace(/\s+/g, " ");
}

/** Behind the parameters: the bracket that closes the first, or the arrow of `x => …`. */
function headEnd(source: string): number {
  const start = source.indexOf("(");
  const arrow = source.indexOf("=>");
  if (start < 0 || (arrow >= 0 && arrow < start)) return Math.max(arrow, 0);
  let depth = 0;
  for (let at = start; at < source.length; at++) {
    if (source[at] === "(") depth++;
    else if (source[at] === ")" && --depth === 0) return at + 1;
  }
  return source.length;
}

function previewText({
  description = "",
  subtype,
  properties,
  entries,
  overflow,
}: Runtime.ObjectPreview): string {
  const more = overflow ? ["…"] : [];
  if (entries) return `${description} {${[...entries.map(entryText), ...more].join(", ")}}`;
  const isList = subtype === "array" || subtype === "typedarray";
  const parts = properties.map(({ name, type, subtype: kind, value = "" }) => {
    const text = memberText(type, kind, value);
    return isList && /^\d+$/.test(name) ? text : `${name}: ${text}`;
  });
  const inside = [...parts, ...more].join(", ");
  if (isList) return `${description} [${inside}]`;
  return description === "Object" ? `{${inside}}` : `${description} {${inside}}`;
}

function entryText({ key, value }: Runtime.EntryPreview): string {
  const text = shortText(value);
  return key ? `${shortText(key)} → ${text}` : text;
}

const shortText = ({ type, subtype, description = "" }: Runtime.ObjectPreview): string =>
  memberText(type, subtype, description);

function memberText(type: string, subtype: string | undefined, value: string): string {
  if (type === "string") return JSON.stringify(value);
  if (type === "function") return "ƒ";
  if (type === "accessor") return "(…)";
  return type === "object" && subtype === undefined && value === "Object" ? "{…}" : value;
}

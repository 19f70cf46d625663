/**
 * Values of well-known libraries that can draw themselves, known by their members as in Deno's kernel: canvases,
 * Vega charts, SVG elements.
 *
 * An HTML element of a parsed page is not shown as HTML: its scripts would run in the notebook. Whoever wants
 * that says `html(element.outerHTML)`.
 */
import type { MimeBundle } from "../host/hostTypes.js";
import { isPlainObject } from "./plainObject.js";

interface Drawing {
  readonly toDataURL?: () => unknown;
  readonly toSpec?: () => unknown;
  readonly outerHTML?: unknown;
  readonly tagName?: unknown;
}

export function foreignBundle(value: unknown): MimeBundle | undefined {
  if (typeof value !== "object" || value === null) return undefined;
  if (isPlainObject(value)) return vegaBundle(value);
  const drawing: Drawing = value;
  if (typeof drawing.toDataURL === "function") return canvasBundle(drawing.toDataURL());
  if (typeof drawing.toSpec === "function") return vegaBundle(drawing.toSpec());
  if (drawing.tagName === "svg" && typeof drawing.outerHTML === "string")
    return { "image/svg+xml": drawing.outerHTML, "text/plain": "<image/svg+xml>" };
  return undefined;
}

function canvasBundle(url: unknown): MimeBundle | undefined {
  const [, type, data] = /^data:(image\/[\w+.-]+);base64,(.*)$/s.exec(String(url)) ?? [];
  return type !== undefined && data !== undefined
    ? { [type]: data, "text/plain": `<${type}>` }
    : undefined;
}

/** A specification names its schema: https://vega.github.io/schema/vega-lite/v5.json. */
function vegaBundle(spec: unknown): MimeBundle | undefined {
  if (!isPlainObject(spec)) return undefined;
  const schema: unknown = Object.getOwnPropertyDescriptor(spec, "$schema")?.value;
  const match = /^https:\/\/vega\.github\.io\/schema\/(vega|vega-lite)\/v(\d+)/.exec(
    String(schema),
  );
  if (!match) return undefined;
  const [, language = "", version = ""] = match;
  const type = `application/vnd.${language.replace("-", "")}.v${version}+json`;
  return { [type]: spec, "text/plain": `<${language} chart>` };
}

/**
 * Makers of values that show themselves as HTML, Markdown, LaTeX, SVG, JSON or JavaScript. Each is a function of a
 * text and a tag of a template:
 *
 *     html`<b>${name}</b>`        md`# Title`        latex`\frac{a}{b}`        svg("<svg>…</svg>")
 */
import { inspect } from "node:util";
import type { Displayable, MimeBundle, TextTag } from "../host/hostTypes.js";
import { escapeMarkup, unescapeMarkup } from "./escapeMarkup.js";
import { jsonValue } from "./jsonValue.js";
import { lineOfText } from "./plainText.js";
import { displaySymbol } from "./symbols.js";

/** A value that shows itself as the bundle. */
export function displayable(bundle: MimeBundle): Displayable {
  return new Shown(bundle);
}

class Shown implements Displayable {
  readonly #bundle: MimeBundle;

  constructor(bundle: MimeBundle) {
    this.#bundle = bundle;
  }

  [displaySymbol](): MimeBundle {
    return this.#bundle;
  }

  [inspect.custom](): string {
    const text = this.#bundle["text/plain"];
    return typeof text === "string" ? text : `<${Object.keys(this.#bundle).join(", ")}>`;
  }

  /** The mark-up inside, if a template of the same kind takes this in. */
  static inside(value: unknown, type: string): string | undefined {
    const data = value instanceof Shown ? value.#bundle[type] : undefined;
    return typeof data === "string" ? data : undefined;
  }
}

interface Kind {
  readonly type: string;
  /** What a value becomes inside a template. */
  readonly embed: (value: unknown) => string;
  /** The whole, made ready. */
  readonly finish?: (text: string) => string;
  /** What a console shows. */
  readonly plain: (text: string) => string;
  /** Whether backslashes of a template are the language's own. */
  readonly raw?: boolean;
}

function tag({ type, embed, finish = (text) => text, plain, raw = false }: Kind): TextTag {
  return (first: TemplateStringsArray | string, ...values: readonly unknown[]) => {
    const text = finish(
      typeof first === "string" ? first : joined(raw ? first.raw : first, values.map(embed)),
    );
    return displayable({ [type]: text, "text/plain": plain(text) });
  };
}

function joined(strings: readonly string[], values: readonly string[]): string {
  return strings.map((text, i) => text + (values[i] ?? "")).join("");
}

/** What a template puts in for a value: text as it is, nothing for undefined, no "[object Object]". */
function asText(value: unknown): string {
  if (value === undefined) return "";
  const text = `${value as string}`;
  return /^\[object .*\]$/.test(text) ? lineOfText(value, 200) : text;
}

/** Values in HTML and SVG are text, unless they are mark-up of the same kind; lists are put in one by one. */
const embedMarkup =
  (type: string) =>
  (value: unknown): string =>
    Array.isArray(value)
      ? value.map(embedMarkup(type)).join("")
      : (Shown.inside(value, type) ??
        Shown.inside(value, "image/svg+xml") ??
        escapeMarkup(asText(value)));

/** HTML. Values in a template are escaped; results of `html` and `svg` are put in as they are. */
export const html = tag({
  type: "text/html",
  embed: embedMarkup("text/html"),
  plain: (text) => unescapeMarkup(text.replace(/<[^>]*>/g, " ").replace(/\s+/g, " ")).trim(),
});

/** Markdown, with formulas between dollars. The indentation that all lines share is removed. */
export const markdown = tag({
  type: "text/markdown",
  embed: asText,
  finish: withoutIndentation,
  plain: (text) => text,
});

/** LaTeX. A formula without delimiters is set as a display. */
export const latex = tag({
  type: "text/latex",
  embed: asText,
  finish: (text) => (/\$|\\\(|\\\[|\\begin/.test(text) ? text : `$$${text}$$`),
  plain: (text) => text,
  raw: true,
});

/** An SVG image. Values in a template are escaped; results of `svg` are put in as they are. */
export const svg = tag({
  type: "image/svg+xml",
  embed: embedMarkup("image/svg+xml"),
  plain: () => "<image/svg+xml>",
});

/** JavaScript that runs in the page of the front end, where it allows that. */
export const javascript = tag({
  type: "application/javascript",
  embed: (value) => (typeof value === "string" ? JSON.stringify(value) : asText(value)),
  plain: () => "<JavaScript>",
});

/** A value as JSON that can be folded and searched. */
export function json(value: unknown): Displayable {
  const data = jsonValue(value);
  return displayable({ "application/json": data, "text/plain": inspect(data) });
}

function withoutIndentation(text: string): string {
  const lines = text.split("\n");
  const indents = lines
    .slice(1)
    .filter((line) => line.trim() !== "")
    .map((line) => line.length - line.trimStart().length);
  const indent = Math.min(...indents, Infinity);
  if (!Number.isFinite(indent)) return text;
  return [lines[0], ...lines.slice(1).map((line) => line.slice(indent))].join("\n");
}

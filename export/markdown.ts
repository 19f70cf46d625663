/**
 * Markdown cells as markup. HTML inside is the author's and stays; headings get the ids that
 * JupyterLab gives them, so links inside of a notebook work; images become part of the page.
 */
import { tex } from "@mdit/plugin-tex";
import MarkdownIt from "markdown-it";
import { highlighted } from "./code.js";
import type { Heading } from "./contents.js";
import { mathematics } from "./mathematics.js";

export interface MarkdownPlace {
  /** The address under which an image goes into the page. */
  readonly image: (source: string) => string;
  /** Headings are added here. */
  readonly headings: Heading[];
}

const parser = new MarkdownIt({ html: true, linkify: true, highlight: highlighted });
parser.use(tex, { delimiters: "all", mathFence: true, render: mathematics });

export function markdown(source: string, { image, headings }: MarkdownPlace): string {
  const env = {};
  const tokens = parser.parse(source, env);
  tokens.forEach((token, i) => {
    if (token.type === "heading_open") {
      const title = plainText(tokens[i + 1]?.children ?? []);
      const heading = { level: Number(token.tag.slice(1)), title, id: freeId(title, headings) };
      headings.push(heading);
      token.attrSet("id", heading.id);
    }
    for (const child of token.children ?? []) {
      if (child.type === "image") child.attrSet("src", image(child.attrGet("src") ?? ""));
    }
  });
  // Wide tables and formulas scroll by themselves, not the page.
  return parser.renderer
    .render(tokens, parser.options, env)
    .replaceAll("<table>", '<div class="wide" tabindex="0"><table>')
    .replaceAll("</table>", "</table></div>")
    .replaceAll("<pre>", '<pre tabindex="0">');
}

type Token = ReturnType<MarkdownIt["parse"]>[number];

function plainText(tokens: readonly Token[]): string {
  return tokens
    .filter(({ type }) => type !== "html_inline")
    .map(({ content, children }) => (children ? plainText(children) : content))
    .join("")
    .trim();
}

function freeId(title: string, headings: readonly Heading[]): string {
  const wanted = title.replaceAll(" ", "-") || "section";
  const taken = new Set(headings.map(({ id }) => id));
  let id = wanted;
  for (let i = 2; taken.has(id); i++) id = `${wanted}-${i}`;
  return id;
}

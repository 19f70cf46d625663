/** TeX → MathML, which browsers set themselves: no script and no font files. */
import temml from "temml";
import { element, escape } from "./markup.js";

/** A formula with a mistake is shown as it was written, with what is wrong with it. */
export function mathematics(tex: string, displayMode: boolean): string {
  try {
    return temml.renderToString(tex, { displayMode, throwOnError: true });
  } catch (error) {
    const title = error instanceof Error ? error.message : String(error);
    return element("code", { class: "wrong-tex", title }, escape(tex));
  }
}

/** The data of text/latex: with its dollars or without. */
export function latexOutput(text: string): string {
  const bare = text.trim().replace(/^(\$\$?|\\\[|\\\()([\s\S]*?)(\$\$?|\\\]|\\\))$/, "$2");
  return mathematics(bare, true);
}

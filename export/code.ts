/** Code as markup with a class per kind of word, by highlight.js; colours are in style/code.ts. */
import hljs from "highlight.js/lib/core";
import bash from "highlight.js/lib/languages/bash";
import cpp from "highlight.js/lib/languages/cpp";
import css from "highlight.js/lib/languages/css";
import javascript from "highlight.js/lib/languages/javascript";
import json from "highlight.js/lib/languages/json";
import julia from "highlight.js/lib/languages/julia";
import latex from "highlight.js/lib/languages/latex";
import python from "highlight.js/lib/languages/python";
import r from "highlight.js/lib/languages/r";
import sql from "highlight.js/lib/languages/sql";
import typescript from "highlight.js/lib/languages/typescript";
import xml from "highlight.js/lib/languages/xml";
import yaml from "highlight.js/lib/languages/yaml";
import { element, escape } from "./markup.js";

const languages = {
  bash, cpp, css, javascript, json, julia, latex, python, r, sql, typescript, xml, yaml,
}; // prettier-ignore
for (const [name, language] of Object.entries(languages)) hljs.registerLanguage(name, language);

/** Code in a language that is not known is shown plain. */
export function highlighted(code: string, language: string): string {
  if (hljs.getLanguage(language) === undefined) return escape(code);
  return hljs.highlight(code, { language, ignoreIllegals: true }).value;
}

/** A block that can be scrolled with the keyboard. */
export function codeBlock(code: string, language: string): string {
  return element("pre", { tabindex: 0 }, element("code", {}, highlighted(code, language)));
}

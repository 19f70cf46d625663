/** The table of contents: links to the headings, nested by their level. */
import { element, escape } from "./markup.js";

export interface Heading {
  readonly level: number;
  readonly title: string;
  readonly id: string;
}

const deepest = 3;

/** @returns A list of links; empty when there are fewer than two headings. */
export function contents(headings: readonly Heading[]): string {
  const shown = headings.filter(({ level }) => level <= deepest);
  return shown.length < 2 ? "" : list(shown);
}

/** Headings up to the next one that is no deeper than the first are that one's children. */
function list(headings: readonly Heading[]): string {
  const items: string[] = [];
  for (let i = 0; i < headings.length;) {
    const { level, title, id } = headings[i] as Heading;
    const next = headings.findIndex((other, j) => j > i && other.level <= level);
    const end = next === -1 ? headings.length : next;
    const link = element("a", { href: `#${encodeURIComponent(id)}` }, escape(title));
    const below = headings.slice(i + 1, end);
    items.push(element("li", {}, link, below.length > 0 ? list(below) : ""));
    i = end;
  }
  return element("ul", {}, ...items);
}

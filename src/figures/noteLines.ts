/** A note as it is written into a picture: lines short enough for narrow pages, author and day below. */
import type { Note } from "./note.js";

/** Characters in a line: about 180 pixels, half of a narrow page. */
const longest = 28;

export function noteLines({ text }: Pick<Note, "text">): string[] {
  return text.split("\n").flatMap(wrapped);
}

/** Who and when: the day is enough for a picture. */
export function noteSignature({ author, date }: Pick<Note, "author" | "date">): string {
  return `${author} · ${date.slice(0, 10)}`;
}

function wrapped(paragraph: string): string[] {
  const lines = [""];
  for (const word of paragraph.split(/\s+/).flatMap(pieces)) {
    const last = lines[lines.length - 1];
    if (last === "") lines[lines.length - 1] = word;
    else if (last.length + 1 + word.length <= longest) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}

/** A word longer than a line is cut. */
function pieces(word: string): string[] {
  return word.match(new RegExp(`.{1,${longest}}`, "gu")) ?? [""];
}

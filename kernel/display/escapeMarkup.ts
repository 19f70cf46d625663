/** Text that is shown as it is inside HTML or SVG, in elements and in quoted attributes. */
const entities: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

export function escapeMarkup(text: string): string {
  return text.replace(/[&<>"']/g, (character) => entities[character] ?? character);
}

/** The same for elements alone, where quotes are no danger; half as long for what Node.js prints. */
export function escapeText(text: string): string {
  return text.replace(/[&<>]/g, (character) => entities[character] ?? character);
}

export function unescapeMarkup(text: string): string {
  return Object.entries(entities).reduceRight(
    (s, [raw, entity]) => s.replaceAll(entity, raw),
    text,
  );
}

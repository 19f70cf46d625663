/** Markup from names, attributes and text; text is escaped here, once. */
export type Attributes = Readonly<Record<string, string | number | boolean | undefined>>;

/**
 * @param attributes `true` writes the name alone; `false` and `undefined` leave it out.
 * @param children Markup that is already safe.
 */
export function element(name: string, attributes: Attributes, ...children: string[]): string {
  const list = Object.entries(attributes).map(([key, value]) => {
    if (value === undefined || value === false) return "";
    return value === true ? ` ${key}` : ` ${key}="${escape(String(value))}"`;
  });
  return `<${name}${list.join("")}>${children.join("")}</${name}>`;
}

/** Text as markup, also inside an attribute. */
export function escape(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");
}

/** JSON for a script element that only holds it: no text in it can end the element. */
export function jsonScript(value: unknown, attributes: Attributes = {}): string {
  return element("script", { type: "application/json", ...attributes }, safeJson(value));
}

/** In JSON a < stands inside strings only, where its escape means the same. */
export function safeJson(value: unknown): string {
  return JSON.stringify(value).replaceAll("<", "\\u003c");
}

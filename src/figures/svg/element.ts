/** SVG text: elements from names, attributes and children. Everything is escaped here, once. */
export type Attributes = Readonly<Record<string, string | number | undefined>>;

/** Children are markup that `element` or `text` made. */
export function element(name: string, attributes: Attributes, ...children: string[]): string {
  const list = Object.entries(attributes)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => ` ${key}="${escape(show(value as string | number))}"`);
  const open = `<${name}${list.join("")}`;
  return children.length === 0 ? `${open}/>` : `${open}>${children.join("")}</${name}>`;
}

/** Character data; the few tags that plotly allows in labels are dropped. */
export function text(content: string): string {
  return escape(content.replace(/<\/?(b|i|sub|sup|br)\s*\/?>/g, ""));
}

/** One <text> for each line, upwards from the last where `up` is 1. */
export function lines(content: string, { y, ...rest }: Attributes & { y: number }, up = 0): string {
  const parts = content.split("<br>");
  const first = y - up * lineHeight * (parts.length - 1);
  return parts
    .map((part, i) => element("text", { ...rest, y: first + i * lineHeight }, text(part)))
    .join("");
}

const lineHeight = 15;

/** Tenths of a pixel are finer than one sees. */
export const tenth = (pixels: number): number => Math.round(pixels * 10) / 10;

function show(value: string | number): string {
  return typeof value === "number" ? String(tenth(value)) : value;
}

function escape(value: string): string {
  return value
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");
}

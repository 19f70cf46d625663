/** A table as aligned text, two spaces between columns. */
import { stringWidth } from "./stringWidth.js";
import type { ShownTable } from "./table.js";

export function tableText(table: ShownTable): string {
  const { labels, columns } = table;
  const blocks = [
    block("", labels, false),
    ...columns.map(({ name, cells, isNumeric }) => block(name, cells, isNumeric)),
  ];
  const lines = Array.from({ length: labels.length + 1 }, (_, i) =>
    blocks
      .map((lines) => lines[i])
      .join("  ")
      .trimEnd(),
  );
  const note = leftOut(table);
  return [...lines, ...(note === "" ? [] : [note])].join("\n");
}

/** `… 9,990 more rows, 3 more columns` */
export function leftOut({ moreRows, moreColumns }: ShownTable): string {
  const parts: string[] = [];
  if (moreRows > 0) parts.push(`${moreRows.toLocaleString("en")} more rows`);
  if (moreColumns > 0)
    parts.push(`${moreColumns.toLocaleString("en")} more column${moreColumns === 1 ? "" : "s"}`);
  return parts.length === 0 ? "" : `… ${parts.join(", ")}`;
}

function block(name: string, cells: readonly string[], isNumeric: boolean): string[] {
  const all = [name, ...cells];
  const width = Math.max(...all.map(stringWidth));
  return all.map((text) => {
    const space = " ".repeat(width - stringWidth(text));
    return isNumeric ? space + text : text + space;
  });
}

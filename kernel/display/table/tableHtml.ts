/**
 * A table as HTML. Front ends style tables themselves, in light and dark; we say only what they cannot know:
 * numbers to the right, text to the left, names of rows in the muted colour.
 */
import { escapeMarkup } from "../escapeMarkup.js";
import type { ShownColumn, ShownTable } from "./table.js";
import { leftOut } from "./tableText.js";

const muted = "color:var(--jp-ui-font-color2,inherit)";

export function tableHtml(table: ShownTable): string {
  const { labels, columns } = table;
  const head = columns.map((c) => `<th style="text-align:${side(c)}">${escapeMarkup(c.name)}</th>`);
  const rows = labels.map((label, i) => {
    const cells = columns.map((c) => cell(c, c.cells[i] ?? ""));
    return `<tr><th style="text-align:left;${muted}">${escapeMarkup(label)}</th>${cells.join("")}</tr>`;
  });
  const note = leftOut(table);
  return [
    `<table class="dataframe">`,
    `<thead><tr><th></th>${head.join("")}</tr></thead>`,
    `<tbody>${rows.join("\n")}</tbody>`,
    `</table>`,
    ...(note === "" ? [] : [`<div style="${muted}">${note}</div>`]),
  ].join("\n");
}

const side = ({ isNumeric }: ShownColumn): string => (isNumeric ? "right" : "left");

function cell(column: ShownColumn, text: string): string {
  return `<td style="text-align:${side(column)}">${escapeMarkup(text)}</td>`;
}

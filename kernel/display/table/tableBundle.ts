/** A table in the forms that front ends know: HTML, aligned text, and the data of Frictionless Data's table schema. */
import type { MimeBundle } from "../../host/hostTypes.js";
import { tableData } from "./tableData.js";
import { tableHtml } from "./tableHtml.js";
import { tableText } from "./tableText.js";
import { shownTable, type Table } from "./table.js";

export function tableBundle(table: Table): MimeBundle {
  const shown = shownTable(table);
  const data = tableData(table);
  return {
    ...(data && { "application/vnd.dataresource+json": data }),
    "text/html": tableHtml(shown),
    "text/plain": tableText(shown),
  };
}

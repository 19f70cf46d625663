/**
 * A table as `application/vnd.dataresource+json`: https://specs.frictionlessdata.io/table-schema/. Front ends
 * with a data explorer sort and filter it, so it is given only where it is the whole table.
 */
import { cellText } from "./cellText.js";
import { accessor, type Row, type Table } from "./table.js";

const maximalCharacters = 100_000;

interface TableData {
  readonly schema: { readonly fields: readonly { readonly name: string; readonly type: string }[] };
  readonly data: readonly Row[];
}

/** undefined if the table is too large. */
export function tableData({ rows, total, columns }: Table): TableData | undefined {
  if (rows.length < total) return undefined;
  const data = rows.map((row) =>
    Object.fromEntries(
      columns.filter((name) => isData(row[name])).map((name) => [name, jsonCell(row[name])]),
    ),
  );
  const fields = columns.map((name) => ({ name, type: typeOf(rows, name) }));
  const made = { schema: { fields }, data };
  return JSON.stringify(made).length > maximalCharacters ? undefined : made;
}

const isData = (value: unknown): boolean => value !== undefined && value !== accessor;

function jsonCell(value: unknown): unknown {
  if (typeof value === "number") return Number.isFinite(value) ? value : null;
  if (typeof value === "string" || typeof value === "boolean" || value === null) return value;
  return isDate(value) ? value.toISOString() : cellText(value);
}

const isDate = (value: unknown): value is Date =>
  value instanceof Date && !Number.isNaN(value.getTime());

/** The schema's word for the values of a column. */
function typeOf(rows: readonly Row[], name: string): string {
  const values = rows.map((row) => row[name]).filter((value) => isData(value) && value !== null);
  const every = (is: (value: unknown) => boolean): boolean => values.length > 0 && values.every(is);
  if (every(Number.isInteger)) return "integer";
  if (every((value) => typeof value === "number")) return "number";
  if (every((value) => typeof value === "boolean")) return "boolean";
  return every(isDate) ? "datetime" : "string";
}

/** Rows and columns of a value that is a table: the model behind its HTML, its text and its data. */
import { cellText } from "./cellText.js";

/** A row's own data; a getter is not invoked and shows as an accessor. */
export type Row = Readonly<Record<string, unknown>>;

export interface Table {
  /** Name of each row: its index, or its key in a Map. */
  readonly labels: readonly string[];
  /** The first `readRows` of them; a log of a million rows need not be read to show ten. */
  readonly rows: readonly Row[];
  /** Number of all rows. */
  readonly total: number;
  /** Names that the rows read bring up. */
  readonly columns: readonly string[];
}

export const readRows = 1000;

/** A part of a table as text, with what was left out. */
export interface ShownTable {
  readonly labels: readonly string[];
  readonly columns: readonly ShownColumn[];
  readonly moreRows: number;
  readonly moreColumns: number;
}

export interface ShownColumn {
  readonly name: string;
  readonly cells: readonly string[];
  /** Whether its cells are numbers, which are aligned to the right. */
  readonly isNumeric: boolean;
}

/** A table with more rows than `maximalRows` is cut to its `firstRows`: the head tells what the columns are. */
export const maximalRows = 50;
const firstRows = 10;
const maximalColumns = 20;

export function shownTable({ labels, rows, total, columns }: Table): ShownTable {
  const count = total > maximalRows ? firstRows : total;
  const shown = rows.slice(0, count);
  return {
    labels: labels.slice(0, count),
    columns: columns.slice(0, maximalColumns).map((name) => ({
      name,
      cells: shown.map((row) => (Object.hasOwn(row, name) ? cellText(row[name]) : "")),
      isNumeric: isNumeric(shown, name),
    })),
    moreRows: total - count,
    moreColumns: Math.max(0, columns.length - maximalColumns),
  };
}

function isNumeric(rows: readonly Row[], name: string): boolean {
  const values = rows.map((row) => row[name]).filter((v) => v !== undefined && v !== null);
  return values.length > 0 && values.every((v) => typeof v === "number" || typeof v === "bigint");
}

/** The own enumerable members of an object by name, without running its code. */
export function ownData(object: object): Row {
  const data: Record<string, unknown> = Object.create(null) as Record<string, unknown>;
  for (const name of Object.keys(object)) {
    const own = Object.getOwnPropertyDescriptor(object, name);
    if (own) data[name] = "value" in own ? own.value : accessor;
  }
  return data;
}

/** Stands for the value of a getter. */
export const accessor = Symbol("getter");

/** Columns in the order in which rows bring them up. */
export function columnsOf(rows: readonly Row[]): string[] {
  const names = new Set<string>();
  for (const row of rows) for (const name of Object.keys(row)) names.add(name);
  return [...names];
}

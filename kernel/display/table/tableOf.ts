/** Which values are tables. */
import { types } from "node:util";
import { displaySymbol } from "../symbols.js";
import { isPlainObject } from "../plainObject.js";
import { columnsOf, maximalRows, ownData, readRows, type Row, type Table } from "./table.js";

/** A list of objects with hardly a member in common is no table, nor is one whose cells are structures. */
const minimalFill = 0.5;
const maximalNested = 0.5;
/** So many items are looked at to tell whether they are rows. */
const checkedRows = 10_000;
/** So many numbers of a matrix are read; its data would be too large to send anyway. */
const readCells = 20_000;
/** Short lists of lists are easier to read the way they are written. */
const shortMatrix = 30;

type Entry = readonly [label: string, item: unknown];

/** The table of an array, Set or Map of records, or of an array of equally long arrays; else undefined. */
export function tableOf(value: unknown): Table | undefined {
  if (Array.isArray(value)) return recordsOf(value.entries(), value.length) ?? matrixOf(value);
  if (value instanceof Set) return recordsOf([...value].entries(), value.size);
  if (value instanceof Map) return recordsOf(value.entries(), value.size);
  return undefined;
}

function recordsOf(
  entries: Iterable<readonly [unknown, unknown]>,
  total: number,
): Table | undefined {
  if (total === 0) return undefined;
  const labels: string[] = [];
  const rows: Row[] = [];
  let checked = 0;
  for (const [label, item] of entries) {
    if (checked++ >= checkedRows) break;
    if (!isRecord(item)) return undefined;
    if (rows.length >= readRows) continue;
    labels.push(labelText(label));
    rows.push(ownData(item));
  }
  const columns = columnsOf(rows);
  const cells = rows.flatMap((row) => Object.values(row));
  if (cells.length < minimalFill * columns.length * rows.length) return undefined;
  if (cells.filter(isNested).length > maximalNested * cells.length) return undefined;
  return { labels, rows, total, columns };
}

/** A plain object with members that does not say itself how to be shown. */
function isRecord(item: unknown): item is object {
  return (
    isPlainObject(item) &&
    Object.keys(item).length > 0 &&
    !(displaySymbol in item) &&
    !("toMime" in item)
  );
}

function matrixOf(value: readonly unknown[]): Table | undefined {
  const [first] = value;
  const width = isList(first) ? first.length : 0;
  if (value.length < 2 || width < 2 || value.length * width <= shortMatrix) return undefined;
  const isRow = (item: unknown): boolean => isList(item) && item.length === width;
  if (!value.slice(0, checkedRows).every(isRow)) return undefined;
  const read = Math.min(readRows, Math.max(maximalRows, Math.floor(readCells / width)));
  const rows = value.slice(0, read).map((item) => ownData(item as object));
  if (rows.some((row) => Object.values(row).some(isNested))) return undefined;
  const columns = Array.from({ length: width }, (_, i) => String(i));
  return { labels: rows.map((_, i) => String(i)), rows, total: value.length, columns };
}

const isNested = (cell: unknown): boolean =>
  typeof cell === "object" && cell !== null && !(cell instanceof Date);

function isList(item: unknown): item is ArrayLike<unknown> & object {
  return (Array.isArray(item) || types.isTypedArray(item)) && !types.isProxy(item);
}

/**
 * The table of anything that console.table takes: rows may be any objects, or single values.
 *
 * @param columns Names of the columns that are wanted; all if undefined.
 */
export function consoleTableOf(value: unknown, columns?: readonly string[]): Table | undefined {
  const entries = consoleEntries(value);
  if (entries === undefined) return undefined;
  const read = entries.slice(0, readRows);
  const rows = read.map(([, item]) => consoleRow(item));
  return {
    labels: read.map(([label]) => label),
    rows,
    total: entries.length,
    columns: columns ?? columnsOf(rows),
  };
}

function consoleEntries(value: unknown): Entry[] | undefined {
  if (typeof value !== "object" || value === null || types.isProxy(value)) return undefined;
  if (value instanceof Map) return [...value].map(([key, item]) => [labelText(key), item]);
  if (value instanceof Set) return [...value].map((item, i) => [String(i), item]);
  return Object.entries(ownData(value));
}

function consoleRow(item: unknown): Row {
  const isObject = typeof item === "object" && item !== null && !types.isProxy(item);
  return isObject ? ownData(item) : { Values: item };
}

function labelText(label: unknown): string {
  return typeof label === "object" && label !== null ? "[object]" : String(label);
}

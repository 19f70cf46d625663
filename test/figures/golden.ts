/**
 * Golden figures: JSON with numbers of six digits beside the test. Run with UPDATE_GOLDEN=1 to
 * write them anew, then look at the difference before committing it.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { expect } from "vitest";

export function expectGolden(name: string, figure: unknown): void {
  const file = new URL(`${name}.json`, import.meta.url);
  const text = `${JSON.stringify(figure, sixDigits, 1)}\n`;
  if (process.env["UPDATE_GOLDEN"]) writeFileSync(file, text);
  expect(JSON.parse(text)).toEqual(JSON.parse(readFileSync(file, "utf8")));
}

function sixDigits(_key: string, value: unknown): unknown {
  return typeof value === "number" ? Number(value.toPrecision(6)) : value;
}

/**
 * What an experiment has found, with the code and the machine it was found by; kept in
 * notebooks/results, one file per claim with a result per size.
 */
import { mkdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Environment } from "../core/environment.js";
import { replaceFile, textOf } from "../core/replaceFile.js";
import { sealed, unsealed, type Seal } from "../core/sealed.js";
import type { Claim, Finding, Size } from "./claim.js";
import { packageFolder } from "./sourceHash.js";

export interface ClaimResult extends Finding, Pick<Claim, "id" | "title" | "statement" | "source"> {
  readonly size: Size;
  /** Of the claim's code. */
  readonly hash: string;
  /** What the size computes. */
  readonly experiment: string;
  readonly seconds: number;
  /** ISO date of the day. */
  readonly date: string;
  readonly environment: Environment & { readonly cores: number };
}

export type Results = Partial<Record<Size, ClaimResult>>;

const seal: Seal<"results"> = { format: "eigenscape claim", version: 1, key: "results" };

export const resultsFolder = (): string => join(packageFolder(), "notebooks", "results");

/** Of the claim's file; an error that says how to make it where there is none. */
export function storedResult(
  id: string,
  size: Size = "small",
  folder = resultsFolder(),
): ClaimResult {
  const found = storedResults(id, folder)[size];
  if (found) return found;
  throw new RangeError(
    `storedResult: there must be a ${size} result of ${id}, got none; make it with npm run reproduce -- ${id} --size ${size} --write`,
  );
}

export function storedResults(id: string, folder = resultsFolder()): Results {
  const path = join(folder, `${id}.json`);
  let text: string;
  try {
    text = readFileSync(path, "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return {};
    throw error;
  }
  return unsealed<"results", Results>(`storedResult: ${path}`, seal, text);
}

/** Replaces the result of that size; those of the others stay. A slice is there for its numbers: it goes without figures. */
export async function storeResult(found: ClaimResult, folder = resultsFolder()): Promise<string> {
  const result = found.size === "slice" ? { ...found, figures: [] } : found;
  const path = join(folder, `${result.id}.json`);
  mkdirSync(dirname(path), { recursive: true });
  const text = await textOf(path);
  const known =
    text === undefined ? {} : unsealed<"results", Results>(`storeResult: ${path}`, seal, text);
  const results: Results = { ...known, [result.size]: result };
  await replaceFile(path, `${JSON.stringify(sealed(seal, results), undefined, 1)}\n`);
  return path;
}

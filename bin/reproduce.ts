/**
 * `npm run reproduce [-- A C3]`: runs claims of the thesis, prints measured against expected, and writes
 * reports/claims.json and an HTML report that works offline. What is done is kept in .cache/reproduce: a run that was
 * killed goes on where it was.
 */
import { mkdirSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { SingleBar } from "cli-progress";
import { readNotebook, report } from "../export/index.js";
import type { Size } from "../src/thesis/claim.js";
import type { ClaimResult } from "../src/thesis/claimResult.js";
import { storeResult } from "../src/thesis/claimResult.js";
import { chooseClaims, type ListedClaim } from "../src/thesis/claims.js";
import { claimsNotebook } from "../src/thesis/claimsNotebook.js";
import { claimsTable } from "../src/thesis/claimsTable.js";
import { runClaim } from "../src/thesis/runClaim.js";
import { librarySourceHash, packageFolder } from "../src/thesis/sourceHash.js";
import { Workshop } from "../src/thesis/workshop.js";

export interface ReproduceOptions {
  readonly size: Size;
  readonly workers: number;
  /** Whether results are stored in notebooks/results, for the notebooks and tests. */
  readonly write?: boolean;
  /** Where reports go. */
  readonly output: string;
  /** Pieces of earlier runs are not used. */
  readonly fresh?: boolean;
}

/** @returns Whether every claim has been run, whatever its verdict. */
export async function reproduce(
  asked: readonly string[],
  options: ReproduceOptions,
): Promise<boolean> {
  const chosen = chooseClaims(asked);
  const stop = new AbortController();
  const interrupt = (): void =>
    stop.abort(new Error("stopped; the same command goes on from here"));
  process.once("SIGINT", interrupt);
  const results: ClaimResult[] = [];
  const failures: string[] = [];
  for (const listed of chosen) {
    if (stop.signal.aborted) break;
    try {
      const result = await run(listed, options, stop.signal);
      results.push(result);
      console.log(`${claimsTable([result], process.stdout.isTTY)}\n`);
      if (options.write)
        console.log(`written to ${relative(process.cwd(), await storeResult(result))}\n`);
    } catch (error) {
      failures.push(listed.claim.id);
      console.error(
        `${listed.claim.id}: ${error instanceof Error ? error.message : String(error)}\n`,
      );
    }
    writeNumbers(results, options.output);
  }
  if (results.length > 0) writePage(results, options.output);
  process.removeListener("SIGINT", interrupt);
  const seconds = results.reduce((sum, result) => sum + result.seconds, 0);
  const failed = failures.length > 0 ? `, not finished: ${failures.join(", ")}` : "";
  console.log(`${results.length} of ${chosen.length} claims in ${seconds.toFixed(0)} s${failed}`);
  return results.length === chosen.length;
}

async function run(
  { claim, file }: ListedClaim,
  { size, workers, fresh }: ReproduceOptions,
  signal: AbortSignal,
): Promise<ClaimResult> {
  const code = librarySourceHash().slice("sha256 ".length, "sha256 ".length + 12);
  const name = fresh ? `fresh-${Date.now()}` : code;
  const folder = join(packageFolder(), ".cache", "reproduce", name, size);
  const bar = progressBar(`${claim.id} ${claim.title}`);
  try {
    return await runClaim(claim, file, new Workshop({ folder, size, workers, signal, ...bar }));
  } finally {
    bar.stop();
  }
}

/** After each claim: a failure in the next one loses nothing. */
function writeNumbers(results: readonly ClaimResult[], folder: string): void {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "claims.json"), `${JSON.stringify(results, undefined, 1)}\n`);
}

function writePage(results: readonly ClaimResult[], folder: string): void {
  const name = "claims.ipynb";
  const notebook = JSON.stringify(claimsNotebook(results, "What reproduces of the thesis"));
  const { html } = report(readNotebook(notebook, name), { name, folder, hideCode: true });
  writeFileSync(join(folder, "claims.html"), html);
  console.log(`${join(folder, "claims.html")} and claims.json are written`);
}

/** Where an experiment is; without a terminal a line every ten seconds. */
function progressBar(name: string) {
  const bar = new SingleBar({
    format: `${name}: {bar} {value}/{total} {unit}`,
    stream: process.stderr,
    clearOnComplete: true,
    hideCursor: true,
    noTTYOutput: true,
    notTTYSchedule: 10_000,
  });
  bar.start(1, 0, { unit: "" });
  return {
    onProgress({ done, total, unit }: { done: number; total: number; unit: string }): void {
      bar.setTotal(total);
      bar.update(done, { unit });
    },
    stop: () => bar.stop(),
  };
}

/**
 * What code a result was made by, as a hash of source texts: of one claim, or of everything.
 *
 * A claim's code is its file and what that imports from src/thesis, with their settings. The library below is not
 * part of it: that it still gives the same numbers is what recomputing a slice shows.
 */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { sha256 } from "../core/fingerprint.js";

/** The package's folder. */
export function packageFolder(): string {
  return dirname(createRequire(import.meta.url).resolve("eigenscape/package.json"));
}

/** @param name Of a claim's file in src/thesis, without its ending. "unknown" where there are no sources. */
export function claimHash(name: string, folder = join(packageFolder(), "src", "thesis")): string {
  if (!existsSync(folder)) return "unknown";
  const texts = new Map<string, string>();
  const read = (file: string): void => {
    if (texts.has(file)) return;
    const text = readFileSync(join(folder, `${file}.ts`), "utf8");
    texts.set(file, text);
    for (const [, next] of text.matchAll(/^(?:import|export)[^;]*?from "\.\/(\w+)\.js";/gm))
      read(next);
  };
  read(name);
  const files = [...texts.keys()].sort();
  return sha256(...files.flatMap((file) => [file, texts.get(file) ?? ""])).slice(0, 23);
}

/** Of all sources of the library. */
export function librarySourceHash(folder = join(packageFolder(), "src")): string {
  if (!existsSync(folder)) return "unknown";
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".ts"))
    .sort();
  return sha256(...files.flatMap((file) => [file, readFileSync(join(folder, file), "utf8")]));
}

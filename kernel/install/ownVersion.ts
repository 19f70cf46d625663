/** The version of this package. */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

/** Our own name resolves through our own exports, wherever the package lies. */
export function ownVersion(): string {
  const path = createRequire(import.meta.url).resolve("eigenscape/package.json");
  return (JSON.parse(readFileSync(path, "utf8")) as { version: string }).version;
}

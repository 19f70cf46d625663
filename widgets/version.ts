/** Name and version of the module that browsers load for our widgets: those of the package. */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { ModuleName } from "./contract.js";

export const moduleName: ModuleName = "eigenscape";

/** package.json of eigenscape; found by its own name, so that source and dist see the same file. */
export const packageFile = createRequire(import.meta.url).resolve("eigenscape/package.json");

const { version } = JSON.parse(readFileSync(packageFile, "utf8")) as { version: string };

/** A range: a browser may have a newer patch than the kernel. */
export const moduleVersion = `^${version}`;

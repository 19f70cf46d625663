/** The Python environment of the project, from which the tests take an independent Jupyter client. */
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";

const own = fileURLToPath(new URL("../../.venv/bin/python", import.meta.url));

/** @throws With the remedy, if there is none: a kernel that no client ever talked to is not tested. */
export function pythonPath(): string {
  const path = process.env["EIGENSCAPE_PYTHON"] ?? own;
  if (existsSync(path)) return path;
  throw new Error(`pythonPath: no Python environment at ${path}; make it with: npm run setup`);
}

/** The README's examples run as they are printed. */
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { expect, test } from "vitest";
import { transpileModule, ModuleKind, ScriptTarget } from "typescript";

const readme = readFileSync("README.md", "utf8");
// A block marked `no-run` needs a notebook; it is shown, and used by the quickstart notebook.
const blocks = [...readme.matchAll(/```ts\n([\s\S]*?)```/g)].map(([, code]) => code);

const run = (code: string): string => {
  const compilerOptions = { module: ModuleKind.ESNext, target: ScriptTarget.ES2022 };
  const { outputText } = transpileModule(code, { compilerOptions });
  const entry = pathToFileURL("dist/src/index.js").href; // what users import, built
  const script = outputText.replaceAll('"eigenscape"', JSON.stringify(entry));
  return execFileSync(process.execPath, ["--input-type=module", "-e", script], {
    encoding: "utf8",
    stdio: ["ignore", "pipe", "pipe"],
  });
};

test("the examples print what the README says", () => {
  expect(blocks).toHaveLength(2);
  const [spectrum, column] = blocks.map(run);
  expect(spectrum).toMatch(/Spectrum of 61706 eigenvalues: 2 probes × 20 steps/);
  expect(column).toContain("Float64Array(2) [ 12, 0 ]");
});

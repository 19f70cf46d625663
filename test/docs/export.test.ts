/** The commands and programs of docs/export.md do what it says. */
import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { ModuleKind, ScriptTarget, transpileModule } from "typescript";
import { afterAll, beforeAll, expect, test } from "vitest";

const page = readFileSync("docs/export.md", "utf8");
const built = (path: string): string => join(process.cwd(), "dist", path);

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "eigenscape-docs-"));
  symlinkSync(join(process.cwd(), "notebooks"), join(folder, "notebooks"));
});
afterAll(() => rmSync(folder, { recursive: true }));

test("its commands make the files", () => {
  const commands = [...page.matchAll(/```sh\nnpx eigenscape (.*)\n```/g)].map(([, words]) => words);
  expect(commands).toHaveLength(2);
  for (const words of commands)
    execFileSync(process.execPath, [built("bin/eigenscape.js"), ...words.split(" ")], {
      cwd: folder,
    });
  expect(existsSync(join(folder, "report.html"))).toBe(true);
  expect(readdirSync(join(folder, "figures"))).toEqual(["figure-1.png", "figure-2.png"]);
});

test("its options are those of the command", () => {
  const command = [built("bin/eigenscape.js"), "export", "--help"];
  const help = execFileSync(process.execPath, command, { encoding: "utf8" });
  const told = [...page.matchAll(/^\| .*?`(--[a-z-]+)/gm)].map(([, option]) => option);
  const known = [...help.matchAll(/^ +(?:-\w, )?(--[a-z-]+)/gm)].map(([, option]) => option);
  expect(told).toEqual(known.filter((option) => option !== "--help"));
});

test("its programs print what it says", () => {
  const examples = [...page.matchAll(/```ts\n([\s\S]*?)```\n\n```text\n([\s\S]*?)```/g)];
  expect(examples).toHaveLength(2);
  for (const [, code, printed] of examples) {
    const compilerOptions = { module: ModuleKind.ESNext, target: ScriptTarget.ES2022 };
    const script = transpileModule(code, { compilerOptions })
      .outputText.replace(
        '"eigenscape/export"',
        JSON.stringify(pathToFileURL(built("export/index.js"))),
      )
      .replace('"eigenscape"', JSON.stringify(pathToFileURL(built("src/index.js"))));
    const said = execFileSync(process.execPath, ["--input-type=module", "-e", script], {
      cwd: folder,
      encoding: "utf8",
    });
    expect(said).toBe(printed);
  }
});

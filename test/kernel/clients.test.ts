/** The same notebook through programs of Jupyter: nbconvert, papermill, the terminal front end. nbclient: notebook.test.ts. */
import { spawnSync } from "node:child_process";
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { pythonPath } from "./python.js";
import { installForTests, scratchFolder } from "./testKernel.js";

vi.setConfig({ testTimeout: 180_000 });

const folder = scratchFolder();
let env: NodeJS.ProcessEnv;

/** The last cell fails, and says so by the tag that clients know. */
const cells = [
  "const n: number = 6; console.log('printed'); n * 7",
  `await display({ [Symbol.for("Jupyter.display")]: () => ({ "text/html": "<b>bold</b>", "text/plain": "plain" }) })`,
  `const state = { _model_module: "m", _model_module_version: "1", _model_name: "M", value: 43 };
   const host = (globalThis as any)[Symbol.for("jupyter.kernel")];
   const data = { state, buffer_paths: [] };
   void host.openComm("jupyter.widget", { id: "model", data, metadata: { version: "2.1.0" } });`,
  "throw new Error('expected')",
];

interface Notebook {
  readonly cells: readonly {
    readonly execution_count: number;
    readonly outputs: readonly Record<string, unknown>[];
  }[];
  readonly metadata: { readonly widgets?: Record<string, { state: Record<string, unknown> }> };
}

beforeAll(async () => {
  const JUPYTER_PATH = await installForTests(folder);
  env = { ...process.env, JUPYTER_PATH, JUPYTER_RUNTIME_DIR: folder, JUPYTER_DATA_DIR: folder };
  const notebook = {
    nbformat: 4,
    nbformat_minor: 5,
    metadata: { kernelspec: { name: "typescript", display_name: "T", language: "typescript" } },
    cells: cells.map((source, i) => ({
      cell_type: "code",
      id: `cell-${i}`,
      source,
      outputs: [],
      execution_count: null,
      metadata: i === cells.length - 1 ? { tags: ["raises-exception"] } : {},
    })),
  };
  writeFileSync(join(folder, "notebook.ipynb"), JSON.stringify(notebook));
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

function run(program: string, args: readonly string[], input = "") {
  const path = join(dirname(pythonPath()), program);
  return spawnSync(path, args, { cwd: folder, env, input, encoding: "utf8" });
}

const read = (name: string): Notebook =>
  JSON.parse(readFileSync(join(folder, name), "utf8")) as Notebook;

/** What every client that writes a notebook must have written. */
function expectOutputs({ cells: done, metadata }: Notebook): void {
  expect(done.map(({ execution_count: count }) => count)).toEqual([1, 2, 3, 4]);
  expect(done.map(({ outputs }) => outputs.map((o) => o["output_type"]))).toEqual([
    ["stream", "execute_result"],
    ["display_data"],
    [],
    ["error"],
  ]);
  expect(done[3]?.outputs[0]).toMatchObject({ ename: "Error", evalue: "expected" });
  const widgets = metadata.widgets?.["application/vnd.jupyter.widget-state+json"];
  expect(widgets?.state["model"]).toMatchObject({ state: { value: 43 } });
}

describe("one notebook, run by", () => {
  test("nbconvert --execute, into a notebook and into a page", () => {
    const to = (format: string): string[] => ["nbconvert", "--execute", "--to", format];
    const notebook = run("jupyter", [...to("notebook"), "--output", "converted", "notebook.ipynb"]);
    expect(notebook.status, notebook.stderr).toBe(0);
    expectOutputs(read("converted.ipynb"));
    const page = run("jupyter", [...to("html"), "notebook.ipynb"]);
    expect(page.status, page.stderr).toBe(0);
    expect(readFileSync(join(folder, "notebook.html"), "utf8")).toContain("<b>bold</b>");
  });

  test("papermill, which ends with the error after it saved everything", () => {
    const { status, stderr } = run("papermill", ["notebook.ipynb", "milled.ipynb"]);
    expect(status).not.toBe(0);
    expect(stderr).toContain("Error: expected");
    const milled = read("milled.ipynb");
    // It puts a note about the error before the notebook's own cells.
    expectOutputs({ ...milled, cells: milled.cells.filter((cell) => cell.execution_count) });
  });

  test("jupyter console: results, an error, and the next cell after it", () => {
    const lines = [cells[0], cells[1], cells[3], "n + 1", ""].join("\n");
    const { status, stdout, stderr } = run(
      "jupyter",
      ["console", "--kernel", "typescript", "--simple-prompt"],
      lines,
    );
    expect(status, stderr).toBe(0);
    for (const shown of ["printed", "Out[1]: 42", "plain", "Out[4]: 7"])
      expect(stdout).toContain(shown);
    expect(stderr).toContain("expected");
    expect(stderr).toContain("at cell [3]:1:7");
    expect(stderr).not.toContain("Traceback (most recent call last)");
  });
});

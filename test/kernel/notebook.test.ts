/** nbclient, which runs notebooks for nbconvert and papermill, runs one with our kernel. */
import { execFile } from "node:child_process";
import { rmSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { afterAll, describe, expect, it } from "vitest";
import { pythonPath } from "./python.js";
import { installForTests, scratchFolder } from "./testKernel.js";

interface Notebook {
  readonly cells: readonly {
    execution_count: number;
    outputs: readonly Record<string, unknown>[];
  }[];
  readonly widgets: { readonly state: Record<string, { state: unknown; buffers?: unknown[] }> };
}

const cells = [
  "console.log('printed'); 6 * 7",
  "await display({ [Symbol.for('Jupyter.display')]: () => ({ 'text/html': '<b>x</b>', 'text/plain': 'x' }) })",
  `const host = (globalThis as any)[Symbol.for("jupyter.kernel")];
   const state = { _model_module: "m", _model_module_version: "1", _model_name: "M", value: 1 };
   const comm = host.openComm("jupyter.widget", { id: "model", data: { state, buffer_paths: [["bytes"]] }, metadata: { version: "2.1.0" }, buffers: [Float32Array.of(1, 2)] });
   await new Promise((r) => setTimeout(r, 20));
   comm.send({ method: "update", state: { value: 43 }, buffer_paths: [] });`,
  "throw new Error('expected')",
  `import { interact, IntSlider, Output } from "eigenscape/widgets";
   const handle = interact(({ n }) => console.log("n is " + n), { n: [0, 10] });
   handle`,
];

describe("nbclient", () => {
  const folder = scratchFolder();
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it("gets every output, and the state of widgets with their bytes", async () => {
    const JUPYTER_PATH = await installForTests(folder);
    const script = fileURLToPath(new URL("notebook.py", import.meta.url));
    const env = {
      ...process.env,
      JUPYTER_PATH,
      JUPYTER_RUNTIME_DIR: folder,
      JUPYTER_DATA_DIR: folder,
    };
    const run = promisify(execFile)(pythonPath(), [script, JSON.stringify(cells)], {
      env,
      cwd: folder,
    });
    const notebook = JSON.parse((await run).stdout) as Notebook;
    expect(notebook.cells.map((cell) => cell.execution_count)).toEqual([1, 2, 3, 4, 5]);
    expect(notebook.cells.map((cell) => cell.outputs.map((o) => o["output_type"]))).toEqual([
      ["stream", "execute_result"],
      ["display_data"],
      [],
      ["error"],
      ["execute_result"],
    ]);
    expect(notebook.cells[3]?.outputs[0]).toMatchObject({ ename: "Error", evalue: "expected" });
    const model = notebook.widgets.state["model"];
    expect(model?.state).toMatchObject({ value: 43 });
    expect(model?.buffers).toMatchObject([{ path: ["bytes"], data: "AACAPwAAAEA=" }]);
    // A page without a kernel draws controls and what interact showed from these.
    const saved = Object.values(notebook.widgets.state).map(({ state }) => state);
    const [view] = notebook.cells[4]?.outputs ?? [];
    const { model_id: id } = (view?.["data"] as Record<string, { model_id: string }>)[
      "application/vnd.jupyter.widget-view+json"
    ] ?? { model_id: "" };
    expect(notebook.widgets.state[id]?.state).toMatchObject({
      children: [expect.stringMatching(/^IPY_MODEL_/), expect.stringMatching(/^IPY_MODEL_/)],
    });
    expect(saved).toContainEqual(expect.objectContaining({ description: "n", value: 5 }));
    expect(saved).toContainEqual(
      expect.objectContaining({
        outputs: [{ output_type: "stream", name: "stdout", text: "n is 5\n" }],
      }),
    );
  });
});

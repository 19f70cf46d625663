/** Notebooks: which outputs are accepted, which numbers agree, and that writing again changes nothing. */
import { expect, test } from "vitest";
import { compareNumbers, numbersIn } from "../../scripts/notebooks/compareNumbers.mjs";
import { findMissingOutputs, findProblems } from "../../scripts/notebooks/findProblems.mjs";
import type { Cell, Notebook, Output } from "../../scripts/notebooks/notebook.mjs";
import { stableNotebook } from "../../scripts/notebooks/stableNotebook.mjs";

const printed = (text: string, name = "stdout"): Output => ({ output_type: "stream", name, text });
const code = (count: number | null, outputs: Output[] = [], metadata = {}): Cell => ({
  cell_type: "code",
  source: "f()",
  execution_count: count,
  outputs,
  metadata,
});
const notebook = (...cells: Cell[]): Notebook => ({
  cells,
  metadata: {},
  nbformat: 4,
  nbformat_minor: 5,
});
const ending = (text: string, metadata = {}) => notebook(code(1, [printed(text)], metadata));
const problems = (before: Notebook, text: string) => compareNumbers(before, ending(text)).problems;

test("numbers are found in text, colours are not", () => {
  expect(numbersIn("λ = -1.5e-3, \u001b[33m12\u001b[39m of .5 and −2 or Infinity")).toEqual([
    -0.0015,
    12,
    0.5,
    -2,
    Infinity,
  ]);
  expect(numbersIn("NaN")).toEqual([NaN]);
});

test("numbers agree within one part in a million, NaN never", () => {
  expect(problems(ending("a 1.0000001 b 2"), "a 1 b 2")).toEqual([]);
  expect(problems(ending("1.00001"), "1")).toHaveLength(1);
  expect(problems(ending("NaN"), "NaN")).toHaveLength(1);
  expect(problems(ending("1 2"), "1")).toEqual([
    "its last cell has 2 numbers in the file and 1 now",
  ]);
});

test("a cell may ask for another tolerance", () => {
  expect(problems(ending("1.01", { eigenscape: { tolerance: 0.02 } }), "1")).toEqual([]);
  expect(problems(ending("1e-17", { eigenscape: { absolute: 1e-12 } }), "-1e-16")).toEqual([]);
});

test("only the last cell that runs is compared", () => {
  const empty = { ...code(null), source: " " };
  const before = notebook(code(1, [printed("1")]), code(2, [printed("2")]), empty);
  const after = notebook(code(1, [printed("9")]), code(2, [printed("2")]), empty);
  expect(compareNumbers(before, after).problems).toEqual([]);
});

test("errors, stderr and paths of the machine are problems", () => {
  const error = { output_type: "error", ename: "TypeError", evalue: "no" };
  const html = { output_type: "display_data", data: { "text/html": "<a href='/home/x/y'>" } };
  const found = findProblems(
    notebook(
      code(1, [printed("fine"), error]),
      code(2, [printed("odd", "stderr")]),
      code(3, [html]),
    ),
    ["/home/x"],
  );
  expect(found).toEqual([
    "cell 1 failed: TypeError: no",
    "cell 2 wrote to stderr: odd",
    "cell 3 shows a path of this machine: /home/x",
  ]);
});

test("a notebook is committed with the outputs of one run", () => {
  expect(findMissingOutputs(notebook(code(1), code(2, [printed("3")])))).toEqual([]);
  expect(findMissingOutputs(notebook(code(2), code(1, [printed("3")])))).toHaveLength(1);
  expect(findMissingOutputs(notebook(code(null)))).toHaveLength(1);
  expect(findMissingOutputs(ending("no number"))).toEqual([
    "its last cell ends without numbers to compare",
  ]);
});

test("what is written depends on the contents only", () => {
  const widgets = (id: string) => ({
    "application/vnd.jupyter.widget-state+json": { state: { [id]: { model_name: "M" } } },
  });
  const view = (id: string): Output => ({
    output_type: "display_data",
    data: { "application/vnd.jupyter.widget-view+json": { model_id: id } },
  });
  const run = (id: string, time: string): Notebook => ({
    ...notebook(code(1, [view(id)], { execution: { "iopub.execute_input": time } })),
    metadata: { widgets: widgets(id), language_info: { name: "typescript", version: time } },
  });
  const text = stableNotebook(run("5f3c", "10:00"));
  expect(text).toBe(stableNotebook(run("aa01", "11:30")));
  expect(text).toContain('"model_id": "model-0001"');
  expect(stableNotebook(JSON.parse(text) as Notebook)).toBe(text);
});

/** What debugging tells, and that it changes no number. */
import { afterEach, expect, test, vi } from "vitest";
import { executorByName } from "../../src/execute/choose.js";
import { mul, unary } from "../../src/graph/elementwise.js";
import { Graph } from "../../src/graph/graph.js";

afterEach(() => {
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
});

function problem() {
  const g = new Graph();
  const [x, v] = [g.input("x", [2]), g.input("v", [2])];
  return { x, v, slope: mul(g, unary(g, "cos", x), v) };
}

async function everything(name: "reference" | "onnx"): Promise<number[]> {
  const { x, v, slope } = problem();
  const executor = executorByName(name);
  const compiled = await executor.compile({ inputs: [x, v], outputs: [slope] });
  const [once] = await compiled.run([Float32Array.of(0, 1), Float32Array.of(2, 3)]);
  await compiled.close();
  const linear = await executor.compileLinear({ inputs: [x], tangents: [v], outputs: [slope] });
  const at = await linear.linearize([Float32Array.of(0, 1)]);
  const [again] = await at.apply([Float32Array.of(2, 3)]);
  at.close();
  await linear.close();
  return [...once, ...again];
}

test.each(["reference", "onnx"] as const)("%s: graphs, sizes and times", async (name) => {
  const quiet = await everything(name);
  const said: string[] = [];
  vi.spyOn(process.stderr, "write").mockImplementation((text) => {
    said.push(String(text));
    return true;
  });
  vi.stubEnv("EIGENSCAPE_DEBUG", "1");
  expect(await everything(name)).toEqual(quiet);
  const text = said.join("").replaceAll(/\d+(\.\d+)? (ms|Mflop|MB)/g, "# $2");
  const [, first] = /program (\d+)/.exec(text) ?? [];
  const [one, two] = [Number(first), Number(first) + 1];
  expect(text).toContain(`eigenscape: ${name}: program ${one}: 2 nodes, # Mflop, # MB of values\n`);
  expect(text).toMatch(/\n {2}%\d = cos\(%\d\) \[2\]\n/);
  expect(text).toContain(`eigenscape: ${name}: program ${one}: run in # ms\n`);
  expect(text).toContain(`eigenscape: ${name}: linear program ${two}: linearized in # ms\n`);
  expect(text).toContain(`eigenscape: ${name}: linear program ${two}: keeps # MB\n`);
  expect(text).toContain(`eigenscape: ${name}: linear program ${two}: applied in # ms\n`);
});

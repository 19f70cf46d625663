/** Every executor gives the same program the same meaning. */
import { describe, expect, test } from "vitest";
import { executorFor } from "../../src/execute/choose.js";
import { onnxExecutor } from "../../src/execute/onnx/onnx.js";
import { referenceExecutor } from "../../src/execute/reference/reference.js";
import { Graph } from "../../src/graph/graph.js";
import { add } from "../../src/graph/elementwise.js";
import { jvp } from "../../src/graph/jvp.js";
import { sizeOf } from "../../src/graph/shape.js";
import { expectClose } from "../support/closeness.js";
import { normalVector } from "../support/matrices.js";
import { buildProgram, programs } from "../support/programs.js";

describe.each(programs)("$name", (program) => {
  test("ONNX Runtime agrees with the reference, value and derivative", async () => {
    const { g, inputs, output, values } = buildProgram(program);
    const tangents = inputs.map((x, i) => g.input(`t${i}`, x.shape));
    const [derivative] = jvp(g, [output], new Map(inputs.map((x, i) => [x, tangents[i]])));
    const outputs = derivative ? [output, derivative] : [output];
    // Both see the same float32 numbers, so that only the arithmetic differs.
    const directions = inputs.map((x, i) => normalVector(sizeOf(x.shape), 2, `t${i}`));
    const single = [...values, ...directions].map((x) => Float32Array.from(x));
    const all = { inputs: [...inputs, ...tangents], outputs };
    const [exact, compiled] = await Promise.all(
      [referenceExecutor, onnxExecutor()].map((executor) => executor.compile(all)),
    );
    const [expected, actual] = [await exact.run(single), await compiled.run(single)];
    outputs.forEach((_, i) => expectClose(actual[i], expected[i], 1e-5));
    await compiled.close();
  });
});

test.each([referenceExecutor, onnxExecutor()])(
  "$name: outputs may be inputs, appear twice, and unused inputs are fine",
  async (executor) => {
    const g = new Graph();
    const [x, unused] = [g.input("x", [2]), g.input("unused", [3])];
    const y = add(g, x, g.scalar(1));
    const program = await executor.compile({ inputs: [x, unused], outputs: [x, y, y] });
    const results = await program.run([Float32Array.of(1, 2), new Float32Array(3)]);
    expect(results.map((r) => [...r])).toEqual([[1, 2], [2, 3], [2, 3]]); // prettier-ignore
    results[1][0] = 9; // the caller owns outputs: another run is not disturbed
    const again = await program.run([Float32Array.of(1, 2), new Float32Array(3)]);
    expect([...again[1]]).toEqual([2, 3]);
    await program.close();
  },
);

test("the reference names an input of the wrong length", async () => {
  const g = new Graph();
  const x = g.input("x", [2]);
  const program = await referenceExecutor.compile({ inputs: [x], outputs: [x] });
  await expect(program.run([new Float64Array(3)])).rejects.toThrow(
    "run: input x needs 2 numbers, got 3",
  );
});

test("the same program twice gives the same bytes", async () => {
  const program = programs.find(({ name }) => name === "conv padded")!; // in the table
  const { inputs, output, values } = buildProgram(program);
  const compiled = await onnxExecutor({ threads: 2 }).compile({ inputs, outputs: [output] });
  const [a, b] = [await compiled.run(values), await compiled.run(values)];
  expect(a[0]).toEqual(b[0]);
  await compiled.close();
});

test("the executor follows the precision, and a contradiction is told", () => {
  expect(executorFor("auto", "float32").name).toBe("onnx");
  expect(executorFor("auto", "float64").name).toBe("reference");
  expect(() => executorFor("onnx", "float64")).toThrow(
    "objective: executor onnx computes in float32, got precision float64",
  );
});

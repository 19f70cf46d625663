/**
 * The contract of executors: each program means what the reference says it means. One place for it,
 * so that every executor answers to the same programs.
 */
import * as tf from "@tensorflow/tfjs";
import { beforeAll, describe, expect, test } from "vitest";
import type { Executor } from "../../src/execute/executor.js";
import { referenceExecutor } from "../../src/execute/reference/reference.js";
import { add, mul, unary } from "../../src/graph/elementwise.js";
import { Graph } from "../../src/graph/graph.js";
import { jvp } from "../../src/graph/jvp.js";
import type { LinearProgram, Program } from "../../src/graph/node.js";
import { logSumExp } from "../../src/graph/reduction.js";
import { sizeOf } from "../../src/graph/shape.js";
import { gather, scatterAdd } from "../../src/graph/structural.js";
import { expectClose } from "./closeness.js";
import { curvedLoss } from "./curvedLoss.js";
import { kernelCases, type KernelCase } from "./kernelCases.js";
import { normalVector } from "./matrices.js";
import { buildProgram, programs, type TestProgram } from "./programs.js";
import { describeRandomPrograms } from "./randomContract.js";

const tolerance = 1e-5;

/** Declares the tests of one executor. */
export function describeContract(make: () => Executor): void {
  beforeAll(() => tf.setBackend("cpu")); // where the cases make their own constants

  describe.each(programs)("$name", (program) => {
    test("agrees with the reference, value and derivative", () => checkProgram(make(), program));
  });

  describe.each(kernelCases)("%s", (...kernelCase) => {
    test("agrees with the reference: value, gradient, Hessian product in one and in two parts", () =>
      checkKernel(make(), kernelCase));
  });

  describeRandomPrograms(make);

  test("outputs may be inputs, appear twice, and unused inputs are fine", async () => {
    const g = new Graph();
    const [x, unused] = [g.input("x", [2]), g.input("unused", [3])];
    const y = add(g, x, g.scalar(1));
    const program = await make().compile({ inputs: [x, unused], outputs: [x, y, y, g.scalar(4)] });
    const results = await program.run([Float32Array.of(1, 2), new Float32Array(3)]);
    expect(results.map((r) => [...r])).toEqual([[1, 2], [2, 3], [2, 3], [4]]); // prettier-ignore
    results[1][0] = 9; // the caller owns outputs: another run is not disturbed
    const again = await program.run([Float32Array.of(1, 2), new Float32Array(3)]);
    expect([...again[1]]).toEqual([2, 3]);
    await program.close();
  });

  test("linear programs: inputs and tangents that nothing needs, outputs without the tangent", async () => {
    const g = new Graph();
    const [x, y, unused] = [g.input("x", [2]), g.input("y", [2]), g.input("unused", [3])];
    const [t, other] = [g.input("t", [2]), g.input("other", [1])];
    const slope = unary(g, "sqrt", y);
    const outputs = [add(g, mul(g, x, t), mul(g, slope, t)), slope, x, t, g.scalar(4)];
    const program = { inputs: [unused, x, y], tangents: [other, t], outputs };
    const compiled = await make().compileLinear(program);
    const single = (...values: number[]) => Float32Array.from(values);
    const at = [new Float32Array(3), single(1, 2), single(9, 16)];
    const linearization = await compiled.linearize(at);
    const products = await linearization.apply([single(7), single(3, -1)]);
    expect(products.map((p) => [...p])).toEqual([[12, -6], [3, 4], [1, 2], [3, -1], [4]]); // prettier-ignore
    linearization.close();
    await compiled.close();
  });

  test("log Σ exp of large numbers does not overflow", async () => {
    const g = new Graph();
    const x = g.input("x", [2, 2]);
    const program = await make().compile({ inputs: [x], outputs: [logSumExp(g, x, [1])] });
    const [result] = await program.run([Float32Array.of(1000, 999, -1000, -999)]);
    const expected = [1000 + Math.log1p(Math.exp(-1)), -999 + Math.log1p(Math.exp(-1))];
    expectClose(result, expected, 1e-6);
    await program.close();
  });

  test("a program without inputs runs", async () => {
    const g = new Graph();
    const program = await make().compile({ inputs: [], outputs: [g.constant([1, 2], [2])] });
    expect([...(await program.run([]))[0]]).toEqual([1, 2]);
    await program.close();
  });

  test("inputs of the wrong number or length are named", async () => {
    const g = new Graph();
    const x = g.input("x", [2]);
    const program = await make().compile({ inputs: [x], outputs: [add(g, x, g.scalar(1))] });
    await expect(program.run([new Float32Array(3)])).rejects.toThrow(
      "run: input x needs 2 numbers, got 3",
    );
    await expect(program.run([])).rejects.toThrow("run: input x needs 2 numbers, got undefined");
    await program.close();
  });

  describe.each(["gather", "scatterAdd"] as const)("%s", (op) => {
    test.each([3, -1])("row %i of a table of 3 is an error", async (wrong) => {
      const g = new Graph();
      const [rows, indices] = [g.input("rows", [3, 2]), g.input("indices", [3])];
      const moved = add(g, indices, g.scalar(wrong - 1));
      const output = op === "gather" ? gather(g, rows, moved) : scatterAdd(g, rows, moved, [3, 2]);
      const program = await make().compile({ inputs: [rows, indices], outputs: [output] });
      const values = [new Float32Array(6), Float32Array.of(1, 1, 1)];
      // One runtime does not tell the bound of a scatter.
      const rule = String.raw`(an integer in \[0, 2\]|one of its table)`;
      await expect(program.run(values)).rejects.toThrow(
        new RegExp(`^gather: row must be ${rule}, got ${wrong}$`),
      );
      await program.close();
    });
  });
}

async function checkProgram(executor: Executor, program: TestProgram): Promise<void> {
  const { g, inputs, output, values } = buildProgram(program);
  const tangents = inputs.map((x, i) => g.input(`t${i}`, x.shape));
  const [derivative] = jvp(g, [output], new Map(inputs.map((x, i) => [x, tangents[i]])));
  const outputs = derivative ? [output, derivative] : [output];
  const directions = inputs.map((x, i) => normalVector(sizeOf(x.shape), 2, `t${i}`));
  const results = await both(executor, { inputs: [...inputs, ...tangents], outputs }, [
    ...values,
    ...directions,
  ]);
  results.actual.forEach((actual, i) => expectClose(actual, results.expected[i], tolerance));
}

async function checkKernel(executor: Executor, kernelCase: KernelCase): Promise<void> {
  const { inputs, tangents, ...curved } = curvedLoss(kernelCase);
  const outputs = [curved.output, curved.loss, ...curved.slopes, ...curved.products];
  const { actual, expected } = await both(executor, { inputs: [...inputs, ...tangents], outputs }, [
    ...curved.values,
    ...curved.directions,
  ]);
  expectClose(actual[0], expected[0], tolerance);
  expectClose([...actual[1], 1], [...expected[1], 1], tolerance);
  const flat = (parts: readonly ArrayLike<number>[], from: number) =>
    parts.slice(from, from + inputs.length).flatMap((part) => Array.from(part));
  const scale = Math.hypot(...flat(expected, 2), 1);
  expectClose(flat(actual, 2), flat(expected, 2), tolerance);
  const second = 2 + inputs.length; // where a product vanishes, relative to the slope
  const exact = [...flat(expected, second), scale];
  expectClose([...flat(actual, second), scale], exact, tolerance);
  const linear = { inputs, tangents, outputs: curved.products };
  const inParts = await appliedTwice(executor, linear, curved.values, curved.directions);
  expectClose([...flat(inParts, 0), scale], exact, tolerance);
}

/** A linearization serves many vectors: the first of them must leave no trace. */
async function appliedTwice(
  executor: Executor,
  program: LinearProgram,
  point: readonly Float64Array[],
  direction: readonly Float64Array[],
) {
  const single = (values: readonly Float64Array[]) => values.map((x) => Float32Array.from(x));
  const compiled = await executor.compileLinear(program);
  const linearization = await compiled.linearize(single(point));
  await linearization.apply(single(point));
  const products = await linearization.apply(single(direction));
  linearization.close();
  await compiled.close();
  return products;
}

/** Both see the same float32 numbers, so that only the arithmetic differs. */
async function both(executor: Executor, program: Program, values: readonly Float64Array[]) {
  const single = values.map((x) => Float32Array.from(x));
  const run = async (by: Executor) => {
    const compiled = await by.compile(program);
    try {
      return await compiled.run(single);
    } finally {
      await compiled.close();
    }
  };
  return { actual: await run(executor), expected: await run(referenceExecutor) };
}

/** Regrouped linear programs are the same function with fewer products of the tangents. */
import { expect, test } from "vitest";
import { referenceExecutor } from "../../src/execute/reference/reference.js";
import { gradient, hessianProduct } from "../../src/graph/derivatives.js";
import { mul, neg, unary } from "../../src/graph/elementwise.js";
import { dependents, Graph, reach } from "../../src/graph/graph.js";
import type { LinearProgram } from "../../src/graph/node.js";
import { regroup } from "../../src/graph/regroup.js";
import { sizeOf } from "../../src/graph/shape.js";
import { reshape, sum } from "../../src/graph/structural.js";
import { expectClose } from "../support/closeness.js";
import { normalVector } from "../support/matrices.js";
import { buildProgram, programs } from "../support/programs.js";

async function run({ inputs, tangents, outputs }: LinearProgram, values: readonly Float64Array[]) {
  const compiled = await referenceExecutor.compile({ inputs: [...inputs, ...tangents], outputs });
  return compiled.run(values);
}

test.each(programs)("$name: the product means the same", async (program) => {
  const { g, inputs, output, values } = buildProgram(program);
  const loss = reshape(g, sum(g, unary(g, "sin", output), [...output.shape.keys()]), []);
  const tangents = inputs.map((x, i) => g.input(`t${i}`, x.shape));
  const outputs = hessianProduct(g, gradient(g, loss, inputs), inputs, tangents);
  const at = [...values, ...tangents.map((t, i) => normalVector(sizeOf(t.shape), 9, `t${i}`))];
  const linear = { inputs, tangents, outputs };
  const [expected, actual] = [await run(linear, at), await run(regroup(linear), at)];
  expected.forEach((part, i) => expectClose([...actual[i], 1], [...part, 1], 1e-12));
});

function movingProducts(program: LinearProgram): number {
  const order = reach(program.outputs);
  const moving = dependents(order, program.tangents);
  return order.filter((node) => moving.has(node) && (node.op === "mul" || node.op === "neg"))
    .length;
}

test("fixed factors meet before the tangent does, and signs come last", () => {
  const g = new Graph();
  const [p, q, r] = ["p", "q", "r"].map((name) => g.input(name, [4, 3]));
  const t = g.input("t", [4, 3]);
  const outputs = [mul(g, p, mul(g, q, mul(g, r, t)))];
  const linear = { inputs: [p, q, r], tangents: [t], outputs };
  expect(movingProducts(linear)).toBe(3);
  expect(movingProducts(regroup(linear))).toBe(1);
  const negative = { ...linear, outputs: [neg(g, outputs[0])] };
  expect(movingProducts(regroup(negative))).toBe(2);
});

test("factors whose product would be larger than each of them stay apart", () => {
  const g = new Graph();
  const [p, q, t] = [g.input("p", [4, 1]), g.input("q", [3]), g.input("t", [4, 3])];
  const linear = { inputs: [p, q], tangents: [t], outputs: [mul(g, p, mul(g, q, t))] };
  expect(movingProducts(regroup(linear))).toBe(2);
});

const shapesOfFixedProducts = ({ inputs, tangents, outputs }: LinearProgram) => {
  const order = reach(outputs, new Set(inputs));
  const moving = dependents(order, tangents);
  return order.filter((node) => node.op === "mul" && !moving.has(node)).map(({ shape }) => [...shape]); // prettier-ignore
};

test("signs on the way add up, wherever the tangent stands", async () => {
  const g = new Graph();
  const t = g.input("t", [2]);
  const [p, q, r] = ["p", "q", "r"].map((name) => g.input(name, [2]));
  const twice = mul(g, neg(g, mul(g, neg(g, mul(g, t, r)), q)), p);
  const linear = { inputs: [p, q, r], tangents: [t], outputs: [twice, mul(g, q, neg(g, twice))] };
  const regrouped = regroup(linear);
  expect(movingProducts(regrouped)).toBe(3); // two products and one sign
  const values = [[2, 3], [5, 7], [11, 13], [1, -1]].map((x) => Float64Array.from(x)); // prettier-ignore
  expect(await run(regrouped, values)).toEqual([
    Float64Array.of(110, -273),
    Float64Array.of(-550, 1911),
  ]);
});

test("the smallest factors meet first", () => {
  const g = new Graph();
  const [p, q, r] = [g.input("p", [4, 3]), g.input("q", []), g.input("r", [3])];
  const t = g.input("t", [4, 3]);
  const linear = { inputs: [p, q, r], tangents: [t], outputs: [mul(g, p, mul(g, r, mul(g, q, t)))] }; // prettier-ignore
  expect(shapesOfFixedProducts(regroup(linear))).toEqual([[3], [4, 3]]);
});

test("the same factors in another order are one product", () => {
  const g = new Graph();
  const [p, q, r] = ["p", "q", "r"].map((name) => g.input(name, [3]));
  const [t, u] = ["t", "u"].map((name) => g.input(name, [3]));
  const outputs = [mul(g, p, mul(g, q, mul(g, r, t))), mul(g, q, mul(g, r, mul(g, p, u)))];
  const regrouped = regroup({ inputs: [p, q, r], tangents: [t, u], outputs });
  expect(shapesOfFixedProducts(regrouped)).toEqual([[3], [3]]);
});

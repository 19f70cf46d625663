/**
 * Laws of differentiation, for every operation: the jvp is the limit of differences, the adjoint is
 * the transpose of the jvp, second derivatives are symmetric.
 */
import { describe, expect, test } from "vitest";
import { dot } from "../../src/core/vector.js";
import { referenceExecutor } from "../../src/execute/reference/reference.js";
import { adjoint } from "../../src/graph/adjoint.js";
import { gradient } from "../../src/graph/derivatives.js";
import { mul, pow } from "../../src/graph/elementwise.js";
import { Graph, reach } from "../../src/graph/graph.js";
import { jvp } from "../../src/graph/jvp.js";
import type { Node, Op, Program } from "../../src/graph/node.js";
import { max } from "../../src/graph/reduction.js";
import { sizeOf } from "../../src/graph/shape.js";
import { unaryOps } from "../../src/graph/unaryDerivative.js";
import { expand, reshape, sum } from "../../src/graph/structural.js";
import { expectClose } from "../support/closeness.js";
import { normalVector } from "../support/matrices.js";
import { buildProgram, programs } from "../support/programs.js";

const run = async (program: Program, inputs: readonly Float64Array[]): Promise<Float64Array[]> => {
  const compiled = await referenceExecutor.compile(program);
  return (await compiled.run(inputs)).map((values) => Float64Array.from(values));
};

const total = (g: Graph, x: Node, weights: Node): Node => {
  return reshape(g, sum(g, mul(g, x, weights), [...x.shape.keys()]), []);
};

describe.each(programs)("$name", (program) => {
  const { g, inputs, output, values } = buildProgram(program);
  const tangents = inputs.map((x, i) => g.input(`t${i}`, x.shape));
  const directions = inputs.map((x, i) => normalVector(sizeOf(x.shape), 2, `t${i}`));
  const [derivative] = jvp(g, [output], new Map(inputs.map((x, i) => [x, tangents[i]])));
  const zero = new Float64Array(sizeOf(output.shape));
  const derivativeAt = async (): Promise<Float64Array> => {
    if (!derivative) return zero;
    const all = { inputs: [...inputs, ...tangents], outputs: [derivative] };
    return (await run(all, [...values, ...directions]))[0];
  };

  test("the jvp is the limit of central differences", async () => {
    const epsilon = 1e-6;
    const at = async (step: number): Promise<Float64Array> => {
      const moved = values.map((x, i) => x.map((v, j) => v + step * directions[i][j]));
      return (await run({ inputs, outputs: [output] }, moved))[0];
    };
    const [above, below] = [await at(epsilon), await at(-epsilon)];
    const difference = above.map((a, i) => (a - below[i]) / (2 * epsilon));
    expectClose(await derivativeAt(), difference, 1e-8);
  });

  test("the adjoint is the transpose: ⟨c, J t⟩ = ⟨Jᵀ c, t⟩", async () => {
    const c = g.input("c", output.shape);
    const cotangent = normalVector(sizeOf(output.shape), 3);
    const pulled = derivative ? adjoint(g, [[derivative, c]], tangents) : [];
    const outputs = inputs.map((x, i) => pulled[i] ?? expand(g, g.scalar(0), x.shape));
    const all = { inputs: [...inputs, c], outputs };
    const results = await run(all, [...values, cotangent]);
    const right = results.reduce((s, r, i) => s + dot(r, directions[i]), 0);
    const left = dot(cotangent, await derivativeAt());
    expect(Math.abs(left - right)).toBeLessThan(1e-12 * (1 + Math.abs(left)));
  });

  test("second derivatives are symmetric: ⟨u, H v⟩ = ⟨v, H u⟩", async () => {
    const weights = normalVector(sizeOf(output.shape), 4);
    const scalar = total(g, output, g.constant(weights, output.shape));
    const first = gradient(g, scalar, inputs);
    const products = jvp(g, first, new Map(inputs.map((x, i) => [x, tangents[i]])));
    const outputs = inputs.map((x, i) => products[i] ?? expand(g, g.scalar(0), x.shape));
    const all = { inputs: [...inputs, ...tangents], outputs };
    const apply = (v: readonly Float64Array[]) => run(all, [...values, ...v]);
    const other = inputs.map((x, i) => normalVector(sizeOf(x.shape), 5, `u${i}`));
    const pair = (a: readonly Float64Array[], b: readonly Float64Array[]): number =>
      a.reduce((s, x, i) => s + dot(x, b[i]), 0);
    const [uHv, vHu] = [pair(other, await apply(directions)), pair(directions, await apply(other))];
    expect(Math.abs(uHv - vHu)).toBeLessThan(1e-11 * (1 + Math.abs(uHv)));
  });
});

test("the programs above cover every operation", () => {
  const seen = new Set<Op>();
  for (const program of programs) {
    const { g, output, inputs } = buildProgram(program);
    const [d] = jvp(g, [output], new Map(inputs.map((x) => [x, x])));
    for (const node of reach(d ? [output, d] : [output])) seen.add(node.op);
  }
  const rest: Op[] = [
    "input", "constant", "add", "sub", "mul", "div", "pow", "maximum", "equal", "greater", "select",
    "sum", "max", "logSumExp", "reshape", "expand", "permute", "pad", "slice", "concat", "gather",
    "scatterAdd", "matmul", "conv", "convInputGrad", "convFilterGrad", "pool", "poolGrad", "maxPool",
  ]; // prettier-ignore
  const all: Op[] = [...unaryOps, ...rest];
  expect([...seen].sort()).toEqual(all.sort());
});

test("ties share the derivative of a maximum equally", async () => {
  const g = new Graph();
  const x = g.input("x", [3]);
  const maximum = buildMax(g, x);
  const [dx] = gradient(g, maximum, [x]);
  const [values] = await run({ inputs: [x], outputs: [dx] }, [Float64Array.of(2, 1, 2)]);
  expect([...values]).toEqual([0.5, 0, 0.5]);
});

const buildMax = (g: Graph, x: Node): Node => reshape(g, max(g, x, [0]), []);

test.each([
  [
    "gradient: loss must be a scalar, got shape [2]",
    (g: Graph) => gradient(g, g.input("x", [2]), []),
  ],
  [
    "adjoint: the program must be linear in its inputs, got tanh of them",
    (g: Graph) => {
      const x = g.input("x", []);
      adjoint(g, [[g.make("tanh", [x], {}, []), g.scalar(1)]], [x]);
    },
  ],
  [
    "adjoint: the program must be linear in its inputs, got mul of them",
    (g: Graph) => {
      const x = g.input("x", []);
      adjoint(g, [[g.make("mul", [x, x], {}, []), g.scalar(1)]], [x]);
    },
  ],
])("%s", (message, call) => {
  expect(() => call(new Graph())).toThrow(message);
});

test("0 to the power of a parameter does not move with it", async () => {
  const g = new Graph();
  const [a, b] = [g.input("a", [3]), g.input("b", [3])];
  const loss = reshape(g, sum(g, pow(g, a, b), [0]), []);
  const slopes = gradient(g, loss, [a, b]);
  const compiled = await referenceExecutor.compile({ inputs: [a, b], outputs: slopes });
  const [ofBase, ofExponent] = await compiled.run([
    Float64Array.of(0, 2, 4),
    Float64Array.of(2, 3, 0.5),
  ]);
  expect([...ofBase]).toEqual([0, 12, 0.25]);
  expect([...ofExponent]).toEqual([0, 8 * Math.log(2), 2 * Math.log(4)]);
});

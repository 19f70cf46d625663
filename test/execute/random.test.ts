/** Random composite programs: every executor, and derivatives against differences. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { onnxExecutor } from "../../src/execute/onnx/onnx.js";
import { referenceExecutor } from "../../src/execute/reference/reference.js";
import type { Executor } from "../../src/execute/executor.js";
import { matmul } from "../../src/graph/contraction.js";
import { gradient, hessianProduct } from "../../src/graph/derivatives.js";
import {
  add,
  div,
  maximum,
  mul,
  select,
  greater,
  sub,
  unary,
} from "../../src/graph/elementwise.js";
import { Graph } from "../../src/graph/graph.js";
import type { Node } from "../../src/graph/node.js";
import { logSumExp, softmax } from "../../src/graph/reduction.js";
import { concat, expand, permute, reshape, slice, sum } from "../../src/graph/structural.js";
import { inflate, flatten } from "../../src/graph/transfer.js";
import { expectClose } from "../support/closeness.js";
import { normalVector } from "../support/matrices.js";
import { checkStack } from "../support/stacks.js";

/** Each step maps two [2,3] nodes to one; values stay of order one. */
const steps: readonly ((g: Graph, a: Node, b: Node) => Node)[] = [
  (g, a, b) => add(g, a, b),
  (g, a, b) => sub(g, a, mul(g, g.scalar(0.5), b)),
  (g, a, b) => mul(g, unary(g, "tanh", a), b),
  (g, a, b) => div(g, a, add(g, g.scalar(1.5), mul(g, b, b))),
  (g, a) => unary(g, "sin", a),
  (g, a) => unary(g, "sigmoid", a),
  (g, a) => unary(g, "softplus", a),
  (g, a, b) => maximum(g, a, b),
  (g, a, b) => select(g, greater(g, a, b), unary(g, "cos", a), b),
  (g, a) => softmax(g, a, [1]),
  (g, a, b) => sub(g, b, logSumExp(g, a, [1])),
  (g, a) => expand(g, sum(g, mul(g, g.scalar(0.3), a), [0]), [2, 3]),
  (g, a) => reshape(g, permute(g, a, [1, 0]), [2, 3]),
  (g, a, b) => mul(g, g.scalar(0.2), matmul(g, matmul(g, a, unary(g, "tanh", b), false, true), b)),
  (g, a, b) => concat(g, [slice(g, a, [1, 0], [1, 3]), slice(g, b, [0, 0], [1, 3])], 0),
  (g, a, b) => mul(g, reshape(g, slice(g, a, [0, 1], [2, 1]), [2, 1]), unary(g, "tanh", b)),
];

type Instruction = readonly [number, number, number];

const instructions = fc.array(
  fc.tuple(fc.nat(steps.length - 1), fc.nat(1000), fc.nat(1000)),
  { minLength: 2, maxLength: 12 }, // prettier-ignore
);

function build(list: readonly Instruction[]) {
  const g = new Graph();
  const inputs = ["x", "y"].map((name) => g.input(name, [2, 3]));
  const tangents = ["u", "v"].map((name) => g.input(name, [2, 3]));
  const made: Node[] = [...inputs];
  for (const [step, i, j] of list) {
    made.push(steps[step](g, made[i % made.length], made[j % made.length]));
  }
  const last = unary(g, "tanh", add(g, made[made.length - 1], made[made.length - 2]));
  const loss = reshape(g, sum(g, last, [0, 1]), []);
  const slopes = gradient(g, loss, inputs);
  const products = hessianProduct(g, slopes, inputs, tangents);
  return { g, inputs, tangents, loss, slopes, products };
}

const point = [normalVector(6, 1), normalVector(6, 2)];
const direction = [normalVector(6, 3), normalVector(6, 4)];

async function evaluate(
  executor: Executor,
  { inputs, tangents, loss, slopes, products }: ReturnType<typeof build>,
) {
  const program = { inputs: [...inputs, ...tangents], outputs: [loss, ...slopes, ...products] };
  const compiled = await executor.compile(program);
  const values = (await compiled.run([...point, ...direction])).map((x) => Float64Array.from(x));
  await compiled.close();
  return values;
}

const settings = { numRuns: 150, seed: 20261125 };

test("every executor computes the same value, gradient and product", async () => {
  await fc.assert(
    fc.asyncProperty(instructions, async (list) => {
      const program = build(list);
      const [exact, fast] = [
        await evaluate(referenceExecutor, program),
        await evaluate(onnxExecutor(), program),
      ];
      // Relative to the size of the program's numbers: a product may cancel to nothing.
      const scale = 1 + Math.max(...exact.map((x) => Math.hypot(...x)));
      exact.forEach((x, i) => expectClose([...fast[i], scale], [...x, scale], 1e-5));
    }),
    settings,
  );
}, 60_000);

test("products of linearized programs are those of the whole, in parts and in another thread's form", async () => {
  await fc.assert(
    fc.asyncProperty(instructions, async (list) => {
      const { inputs, tangents, products } = build(list);
      const whole = await referenceExecutor.compile({
        inputs: [...inputs, ...tangents],
        outputs: products,
      });
      const expected = await whole.run([...point, ...direction]);
      const linear = { inputs, tangents, outputs: products };
      const sent = inflate(structuredClone(flatten(linear)));
      for (const [program, executor] of [
        [linear, referenceExecutor],
        [sent, referenceExecutor],
        [linear, onnxExecutor()],
      ] as const) {
        // prettier-ignore
        const compiled = await executor.compileLinear(program);
        const actual = await (await compiled.linearize(point)).apply(direction);
        const scale = 1 + Math.max(...expected.map((x) => Math.hypot(...x)));
        const tolerance = executor === referenceExecutor ? 1e-14 : 1e-5;
        expected.forEach((x, i) => expectClose([...actual[i], scale], [...x, scale], tolerance));
        await compiled.close();
      }
    }),
    { ...settings, numRuns: 60 },
  );
}, 60_000);

test("programs for k vectors at once are k runs, whichever inputs differ", async () => {
  const draw = (x: Node, j: number) => normalVector(6, 1 + j, `x${x.id}`);
  const different = fc.integer({ min: 1, max: 15 });
  await fc.assert(
    fc.asyncProperty(instructions, different, async (list, bits) => {
      const { g, inputs, tangents, loss, slopes, products } = build(list);
      const all = [...inputs, ...tangents];
      const mapped = all.filter((_, i) => (bits >> i) % 2 === 1);
      const program = { inputs: all, outputs: [loss, ...slopes, ...products] };
      for (const [executor, tolerance] of [
        [referenceExecutor, 1e-12],
        [onnxExecutor(), 1e-5],
      ] as const) {
        // prettier-ignore
        await checkStack(g, program, mapped, draw, { k: 3, executor, tolerance });
      }
    }),
    settings,
  );
}, 60_000);

test("derivatives are limits of differences at smooth points", async () => {
  await fc.assert(
    fc.asyncProperty(instructions, async (list) => {
      const { inputs, tangents, loss, slopes, products } = build(list);
      const first = await referenceExecutor.compile({ inputs, outputs: [loss, ...slopes] });
      const h = 1e-6;
      const at = (s: number) =>
        first.run(point.map((x, i) => x.map((v, j) => v + s * direction[i][j])));
      const [above, below] = [await at(h), await at(-h)];
      const whole = await referenceExecutor.compile({ inputs: [...inputs, ...tangents], outputs: products }); // prettier-ignore
      const exact = await whole.run([...point, ...direction]);
      const scale = 1 + Math.max(...exact.map((x) => Math.hypot(...x)));
      exact.forEach((x, i) => {
        const difference = [...above[i + 1]].map((v, j) => (v - below[i + 1][j]) / (2 * h));
        expectClose([...x, scale], [...difference, scale], 1e-6);
      });
      expect(above[0][0]).not.toBeNaN();
    }),
    settings,
  );
}, 60_000);

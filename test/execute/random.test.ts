/**
 * Random composite programs: derivatives against differences, in parts, in another thread's form, and
 * for several vectors at once. That all executors agree on them is part of their contract.
 */
import fc from "fast-check";
import { expect, test } from "vitest";
import { onnxExecutor } from "../../src/execute/onnx/onnx.js";
import { referenceExecutor } from "../../src/execute/reference/reference.js";
import type { Node } from "../../src/graph/node.js";
import { inflate, flatten } from "../../src/graph/transfer.js";
import { expectClose } from "../support/closeness.js";
import { normalVector } from "../support/matrices.js";
import { buildRandom, instructions } from "../support/randomPrograms.js";
import { checkStack } from "../support/stacks.js";

const matrices = instructions("matrices", 12);
const settings = { numRuns: 150, seed: 20261125 };

test("products of linearized programs are those of the whole, in parts and in another thread's form", async () => {
  await fc.assert(
    fc.asyncProperty(matrices, async (list) => {
      const { inputs, tangents, products, point, direction } = buildRandom("matrices", list);
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
    fc.asyncProperty(matrices, different, async (list, bits) => {
      const { g, inputs, tangents, loss, slopes, products } = buildRandom("matrices", list);
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
    fc.asyncProperty(matrices, async (list) => {
      const program = buildRandom("matrices", list);
      const { inputs, tangents, loss, slopes, products, point, direction } = program;
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

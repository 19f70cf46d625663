/** Random composite programs mean the same to every executor, whole and in two parts. */
import fc from "fast-check";
import { test } from "vitest";
import type { Executor, NumericArray } from "../../src/execute/executor.js";
import { referenceExecutor } from "../../src/execute/reference/reference.js";
import { expectClose } from "./closeness.js";
import { buildRandom, instructions, type KindName, type RandomProgram } from "./randomPrograms.js";

const sizes = { matrices: { numRuns: 60, steps: 12 }, images: { numRuns: 12, steps: 5 } } as const;

export function describeRandomPrograms(make: () => Executor): void {
  test.each(Object.keys(sizes) as KindName[])(
    "random programs of %s: value, gradient, product in one and in two parts",
    async (kind) => {
      const { numRuns, steps } = sizes[kind];
      const executor = make();
      const check = fc.asyncProperty(instructions(kind, steps), async (list) => {
        await agree(executor, buildRandom(kind, list));
      });
      await fc.assert(check, { numRuns, seed: 20261125 });
    },
    120_000,
  );
}

async function agree(executor: Executor, program: RandomProgram): Promise<void> {
  const expected = await evaluate(referenceExecutor, program);
  const actual = await evaluate(executor, program);
  // Relative to the size of the program's numbers: a product may cancel to nothing.
  const scale = 1 + Math.max(...expected.map((x) => Math.hypot(...x)));
  expected.forEach((x, i) => expectClose([...actual[i], scale], [...x, scale], 1e-5));
  const parts = await inParts(executor, program);
  const products = expected.slice(-parts.length);
  products.forEach((x, i) => expectClose([...parts[i], scale], [...x, scale], 1e-5));
}

const single = (values: readonly Float64Array[]): NumericArray[] =>
  values.map((x) => Float32Array.from(x));

async function evaluate(executor: Executor, program: RandomProgram): Promise<NumericArray[]> {
  const { inputs, tangents, loss, slopes, products, point, direction } = program;
  const compiled = await executor.compile({
    inputs: [...inputs, ...tangents],
    outputs: [loss, ...slopes, ...products],
  });
  const values = await compiled.run(single([...point, ...direction]));
  await compiled.close();
  return values;
}

async function inParts(executor: Executor, program: RandomProgram): Promise<NumericArray[]> {
  const { inputs, tangents, products: outputs, point, direction } = program;
  const compiled = await executor.compileLinear({ inputs, tangents, outputs });
  const linearization = await compiled.linearize(single(point));
  const products = await linearization.apply(single(direction));
  linearization.close();
  await compiled.close();
  return products;
}

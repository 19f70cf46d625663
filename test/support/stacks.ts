/** The law of vectorize: k vectors at once are k runs. */
import type { Executor } from "../../src/execute/executor.js";
import { referenceExecutor } from "../../src/execute/reference/reference.js";
import type { Graph } from "../../src/graph/graph.js";
import type { Node, Program } from "../../src/graph/node.js";
import { sizeOf } from "../../src/graph/shape.js";
import { vectorize } from "../../src/graph/vectorize.js";
import { expectClose } from "./closeness.js";

async function run(executor: Executor, program: Program, values: readonly Float64Array[]) {
  const compiled = await executor.compile(program);
  try {
    return await compiled.run(values);
  } finally {
    await compiled.close();
  }
}

const joined = (parts: readonly ArrayLike<number>[]): number[] =>
  parts.flatMap((part) => Array.from(part));

/**
 * @param draw Values of an input for vector number j; what is not mapped has those of vector 0.
 * @param tolerance Of each output, relative to the largest of them and 1.
 */
export async function checkStack(
  g: Graph,
  program: Program,
  mapped: readonly Node[],
  draw: (input: Node, j: number) => Float64Array,
  { k, executor, tolerance }: { k: number; executor: Executor; tolerance: number },
): Promise<void> {
  const { inputs, outputs } = program;
  const own = (x: Node, j: number) => draw(x, mapped.includes(x) ? j : 0);
  const vectors = Array.from({ length: k }, (_, j) => j);
  const runs: ArrayLike<number>[][] = [];
  for (const j of vectors) {
    runs.push(
      await run(
        referenceExecutor,
        program,
        inputs.map((x) => own(x, j)),
      ),
    );
  }
  const stacked = inputs.map((x) =>
    mapped.includes(x) ? Float64Array.from(joined(vectors.map((j) => own(x, j)))) : own(x, 0),
  );
  const actual = await run(executor, vectorize(g, program, mapped, k), stacked);
  const scale = 1 + Math.max(...runs.flat().map((part) => Math.hypot(...Array.from(part))));
  outputs.forEach((output, i) => {
    expectClose([actual[i].length], [k * sizeOf(output.shape)], 0);
    const expected = joined(runs.map((parts) => parts[i]));
    expectClose([...actual[i], scale], [...expected, scale], tolerance);
  });
}

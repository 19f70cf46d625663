/**
 * `compileLinear` for executors that can only run programs: the graph is split and both parts are
 * compiled; residuals pass through JavaScript.
 */
import type { LinearProgram, Program } from "../graph/node.js";
import { split } from "../graph/split.js";
import type { Compiled, CompiledLinear } from "./executor.js";

export async function splitLinear(
  compile: (program: Program) => Promise<Compiled>,
  program: LinearProgram,
): Promise<CompiledLinear> {
  const parts = split(program);
  const [linearize, apply] = await Promise.all([compile(parts.linearize), compile(parts.apply)]);
  return {
    async linearize(inputs) {
      const residuals = await linearize.run(inputs);
      const fixed = [...residuals, ...parts.again.map((i) => inputs[i])];
      return {
        bytes: residuals.reduce((total, { byteLength }) => total + byteLength, 0),
        apply: (tangents) => apply.run([...fixed, ...tangents]),
        close: () => undefined, // the arrays go with the object
      };
    },
    async close() {
      await linearize.close();
      await apply.close();
    },
  };
}

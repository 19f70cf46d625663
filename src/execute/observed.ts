/**
 * An executor whose programs and times are told to those who debug (debug.ts): the graph of each
 * program when it is compiled, and what compiling and every run took.
 */
import type { LinearProgram, Program } from "../graph/node.js";
import { print, statistics } from "../graph/print.js";
import { debug, isDebugging, timed } from "./debug.js";
import type { Compiled, CompiledLinear, Executor, LinearOptions } from "./executor.js";

let programs = 0;

/** @returns The executor itself when nobody debugs. */
export function observed(executor: Executor): Executor {
  if (!isDebugging()) return executor;
  const { name } = executor;
  return {
    ...executor,
    ...(executor.withThreads && {
      withThreads: (threads) => observed(executor.withThreads?.(threads) ?? executor),
    }),
    compile: (program) => compile(executor, program, told(name, "program", program)),
    compileLinear(program, options) {
      const { inputs, tangents, outputs } = program;
      const whole = { inputs: [...inputs, ...tangents], outputs };
      return compileLinear(executor, program, told(name, "linear program", whole), options);
    },
  };
}

/** @returns What the program is called from now on. */
function told(executor: string, kind: string, program: Program): string {
  const title = `${executor}: ${kind} ${++programs}`;
  const { nodes, flops, bytes } = statistics(program);
  const size = `${nodes} nodes, ${(flops / 1e6).toFixed(1)} Mflop, ${(bytes / 1e6).toFixed(1)} MB of values`;
  debug(`${title}: ${size}\n${print(program).replaceAll(/^/gm, "  ")}`);
  return title;
}

async function compile(executor: Executor, program: Program, title: string): Promise<Compiled> {
  const compiled = await timed(`${title}: compiled`, executor.compile(program));
  return {
    run: (inputs) => timed(`${title}: run`, compiled.run(inputs)),
    close: () => compiled.close(),
  };
}

async function compileLinear(
  executor: Executor,
  program: LinearProgram,
  title: string,
  options: LinearOptions | undefined,
): Promise<CompiledLinear> {
  const compiled = await timed(`${title}: compiled`, executor.compileLinear(program, options));
  return {
    async linearize(inputs) {
      const linearization = await timed(`${title}: linearized`, compiled.linearize(inputs));
      debug(`${title}: keeps ${(linearization.bytes / 1e6).toFixed(1)} MB`);
      return {
        bytes: linearization.bytes,
        apply: (tangents) => timed(`${title}: applied`, linearization.apply(tangents)),
        close: () => linearization.close(),
      };
    },
    close: () => compiled.close(),
  };
}

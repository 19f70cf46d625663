/**
 * The executor that gives each program to the fastest of several.
 *
 * Programs differ in who is fastest, and nobody knows without trying: when a program runs for the
 * first time, every candidate compiles and runs it on the inputs at hand. Linear programs are timed
 * by products with a vector of ones, since products are what they are for; for that moment all
 * candidates hold their residuals. The choice holds for all programs of the same form as long as
 * the process lives: on all lanes of a sum, and in an objective that is made anew, each program is
 * run by one and the same. Another process may choose otherwise, and then rounding differs.
 */
import { createHash } from "node:crypto";
import type { LinearProgram, Program } from "../graph/node.js";
import { print } from "../graph/print.js";
import { sizeOf } from "../graph/shape.js";
import { ChosenLater, type Choices, type Where } from "./chosenLater.js";
import type {
  Compiled,
  CompiledLinear,
  Executor,
  Linearization,
  LinearOptions,
  NumericArray,
} from "./executor.js";

const ofThisProcess: Choices = new Map();

interface Options {
  /** What the candidates were given; other threads, other times. */
  readonly threads?: number;
  readonly choices?: Choices;
}

/** @param candidates In order of preference; all of one precision. */
export function fastestExecutor(
  candidates: readonly Executor[],
  { threads = 1, choices = ofThisProcess }: Options = {},
): Executor {
  const where = { candidates, threads, choices };
  return {
    name: "auto",
    precision: candidates[0].precision,
    relativeError: Math.max(...candidates.map(({ relativeError }) => relativeError)),
    candidates,
    withThreads: (more) =>
      fastestExecutor(
        candidates.map((candidate) => candidate.withThreads?.(more) ?? candidate),
        { threads: more, choices },
      ),
    compile: (program) => Promise.resolve(compile(where, program)),
    compileLinear: (program, options) => Promise.resolve(compileLinear(where, program, options)),
  };
}

function compile(where: Where, program: Program): Compiled {
  const later = new ChosenLater<Compiled, NumericArray[]>(where, keyOf(where, print(program)), {
    compile: (executor) => executor.compile(program),
    first: (compiled, inputs) => compiled.run(inputs),
    again: (compiled, inputs) => compiled.run(inputs),
    discard: () => undefined,
  });
  return { run: (inputs) => later.first(inputs), close: () => later.close() };
}

function compileLinear(
  where: Where,
  program: LinearProgram,
  options: LinearOptions | undefined,
): CompiledLinear {
  const { inputs, tangents, outputs } = program;
  const whole = print({ inputs: [...inputs, ...tangents], outputs });
  const key = keyOf(where, `linear in ${tangents.length}`, whole);
  const ones = tangents.map(({ shape }) => new Float32Array(sizeOf(shape)).fill(1));
  const later = new ChosenLater<CompiledLinear, Linearization>(where, key, {
    compile: (executor) => executor.compileLinear(program, options),
    first: (compiled, values) => compiled.linearize(values),
    again: (_, __, linearization) => linearization.apply(ones),
    discard: (linearization) => linearization.close(),
  });
  return { linearize: (values) => later.first(values), close: () => later.close() };
}

/** What tells programs apart, short enough to be kept. */
function keyOf({ candidates, threads }: Where, ...texts: readonly string[]): string {
  const names = candidates.map(({ name }) => `${name} ${threads}`);
  return createHash("sha256")
    .update([...names, ...texts].join("\n"))
    .digest("base64");
}

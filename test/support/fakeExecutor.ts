/** An executor that takes its time, answers with one number, and remembers what was done to it. */
import type { Executor } from "../../src/execute/executor.js";

export interface Fake {
  readonly name: Executor["name"];
  /** Milliseconds of each run. */
  readonly takes: number;
  readonly answer: number;
  readonly relativeError?: number;
  readonly fails?: "compile" | "run";
}

export interface FakeExecutor extends Executor {
  /** What was done, in order; runs and products in a row are one entry. */
  readonly log: string[];
}

export function fakeExecutor({ name, takes, answer, relativeError = 1e-6, fails }: Fake) {
  const log: string[] = [];
  const enter = (what: string): void => void log.push(what);
  const work = async (what: string) => {
    if (log.at(-1) !== what) enter(what);
    await new Promise((resolve) => setTimeout(resolve, takes));
    if (fails === "run") throw new Error(`${name} cannot run`);
    return [Float32Array.of(answer)];
  };
  const make = <T>(what: string, made: T): Promise<T> => {
    enter(what);
    return fails === "compile"
      ? Promise.reject(new Error(`${name} cannot compile`))
      : Promise.resolve(made);
  };
  const close = (what: string) => () => Promise.resolve(enter(what));
  const point = () => ({
    bytes: answer,
    apply: () => work("apply"),
    close: () => enter("close point"),
  });
  const linearize = () => Promise.resolve(point()).finally(() => enter("linearize"));
  const executor: FakeExecutor = {
    name,
    precision: "float32",
    relativeError,
    log,
    compile: () => make("compile", { run: () => work("run"), close: close("close") }),
    compileLinear: () => make("compileLinear", { linearize, close: close("close") }),
  };
  return executor;
}

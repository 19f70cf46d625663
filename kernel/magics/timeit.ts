/**
 * %timeit: how long code takes, over many runs.
 *
 * As Python's timeit: one run is a number of loops, so many (1, 2, 5, 10, 20, …) that it lasts 0.2 s; seven runs
 * are made, and mean and standard deviation are those of the runs' mean loops.
 */
import type { Magic } from "./magic.js";
import { duration } from "./duration.js";

const runSeconds = 0.2;
const usualRuns = 7;

export const timeit: Magic = {
  name: "timeit",
  usage: "%timeit [-n loops] [-r runs] <code>, %%timeit",
  help: "Tells how long code takes over many runs. Its declarations are its own.",
  line: "repeated",
  cell: "repeated",
  run: () => {
    throw new Error("%timeit: needs code, got nothing; write %timeit f(x)");
  },
};

type Body = () => unknown;

/** Where results go, so that the compiler must compute them. */
let sink: unknown;

/** @returns What is printed. @param options "-n 100 -r 5" */
export async function measure(options: string, body: Body): Promise<string> {
  const { n, r = usualRuns } = parseOptions(options);
  const loops = n ?? (await loopsFor(body));
  const means: number[] = [];
  for (let run = 0; run < r; run++) means.push((await timeLoops(body, loops)) / loops);
  sink = undefined;
  const mean = means.reduce((sum, each) => sum + each, 0) / r;
  const deviation = Math.sqrt(means.reduce((sum, each) => sum + (each - mean) ** 2, 0) / r);
  const shown = loops.toLocaleString("en");
  return (
    `${duration(mean)} ± ${duration(deviation)} per loop (mean ± std. dev. of ${count(r, "run")}, ` +
    `${shown} ${loops === 1 ? "loop" : "loops"} each; best ${duration(Math.min(...means))})\n`
  );
}

function parseOptions(text: string): { n?: number; r?: number } {
  const options: { n?: number; r?: number } = {};
  for (const [all, name, value] of text.matchAll(/-(\w)\s*(\S*)/g)) {
    const given = Number(value);
    if ((name !== "n" && name !== "r") || !Number.isInteger(given) || given < 1)
      throw new Error(`%timeit: options are -n loops and -r runs, whole and positive, got ${all}`);
    options[name] = given;
  }
  return options;
}

async function loopsFor(body: Body): Promise<number> {
  for (let scale = 1; ; scale *= 10)
    for (const factor of [1, 2, 5])
      if ((await timeLoops(body, factor * scale)) >= runSeconds) return factor * scale;
}

/** Seconds that a number of loops takes. */
async function timeLoops(body: Body, loops: number): Promise<number> {
  const start = process.hrtime.bigint();
  for (let loop = 0; loop < loops; loop++) {
    sink = body();
    // Only promises are awaited: an await costs more than much of what is measured.
    if (sink instanceof Promise) await sink;
  }
  return Number(process.hrtime.bigint() - start) / 1e9;
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? "" : "s"}`;
}

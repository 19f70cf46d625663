/**
 * `eigenscape doctor`: prints what the parts of the library find out about themselves. The closed forms
 * take about fifteen seconds; a bar tells where they are (without a terminal a line every two seconds).
 */
import { existsSync } from "node:fs";
import { SingleBar } from "cli-progress";
import type { ExecutorName } from "../src/execute/choose.js";
import type { Inspection } from "../kernel/index.js";

export type Part = "numerics" | "jupyter";

export interface DoctorOptions {
  readonly prefix?: string;
  readonly executor?: readonly ExecutorName[];
}

/** @returns Whether nothing failed. */
export async function doctor(part: Part | undefined, options: DoctorOptions): Promise<boolean> {
  const sound = part === "jupyter" || (await numerics(options));
  if (part === "numerics") return sound;
  return (await jupyter(part, options)) && sound;
}

async function numerics({ executor }: DoctorOptions): Promise<boolean> {
  const { numerics: examine } = await import("../src/doctor/numerics.js");
  const bar = new SingleBar({
    format: "{bar} {value}/{total} {now}",
    stream: process.stderr,
    clearOnComplete: true,
    hideCursor: true,
    noTTYOutput: true,
    notTTYSchedule: 2000,
  });
  bar.start(1, 0, { now: "starting" });
  try {
    const diagnosis = await examine({
      ...(executor && { executors: executor }),
      onCase: (name, by) => bar.update({ now: `${name} by ${by}` }),
      onProgress({ done, total }) {
        bar.setTotal(total);
        bar.update(done);
      },
    });
    bar.stop();
    console.log(String(diagnosis));
    return diagnosis.passed;
  } finally {
    bar.stop();
  }
}

async function jupyter(part: Part | undefined, options: DoctorOptions): Promise<boolean> {
  const { findInstallation, inspectKernel } = await import("../kernel/index.js");
  const { inspectLabextension } = await import("../widgets/install.js");
  const prefix = options.prefix ?? environment();
  const installation = await findInstallation(prefix === undefined ? {} : { prefix });
  if (installation.jupyter === undefined && prefix === undefined && part === undefined) {
    console.log("\njupyter: skipped: it is not on PATH, and no Python environment is active");
    return true;
  }
  const { dataFolders, option } = installation;
  const inspections: readonly Inspection[] = [
    ...(await inspectKernel(installation)),
    inspectLabextension(dataFolders, `run npx eigenscape install${option}`),
  ];
  console.log(prefix === undefined ? "\njupyter on PATH" : `\njupyter in ${prefix}`);
  for (const { what, found, problem } of inspections) {
    console.log(`${what}: ${problem === undefined ? `ok (${found})` : `failed: ${problem}`}`);
  }
  return inspections.every(({ problem }) => problem === undefined);
}

function environment(): string | undefined {
  const active = process.env.VIRTUAL_ENV ?? process.env.CONDA_PREFIX;
  return active ?? (existsSync(".venv") ? ".venv" : undefined);
}

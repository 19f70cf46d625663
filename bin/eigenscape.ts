#!/usr/bin/env node
/**
 * The command line. It parses arguments and loads its part lazily; the work is done elsewhere.
 */
import { Argument, Command, Option } from "commander";
import type { DoctorOptions, Part } from "./doctor.js";

const program = new Command("eigenscape").description(
  "A microscope for the loss of a neural network, in TypeScript notebooks.",
);

program
  .command("install")
  .description("install the TypeScript kernel and the JupyterLab extension")
  .requiredOption("--prefix <folder>", "the Python environment of JupyterLab, such as .venv")
  .action(async ({ prefix }: { prefix: string }) => {
    const { installKernelspec } = await import("../kernel/index.js");
    const { installLabextension } = await import("../widgets/install.js");
    console.log(`kernel:    ${installKernelspec({ prefix })}`);
    console.log(`extension: ${installLabextension({ prefix })}`);
  });

program
  .command("doctor")
  .description("check this machine: closed forms on every executor, the parts in JupyterLab")
  .addArgument(new Argument("[part]", "one part only").choices(["numerics", "jupyter"]))
  .option("--prefix <folder>", "the Python environment; default: the active one, or .venv")
  .addOption(
    new Option("--executor <name...>", "these executors only; default: all that load").choices([
      "reference",
      "onnx",
      "tensorflow",
      "tfjs",
    ]),
  )
  .action(async (part: Part | undefined, options: DoctorOptions) => {
    const { doctor } = await import("./doctor.js");
    if (!(await doctor(part, options))) process.exitCode = 1;
  });

program.parseAsync().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});

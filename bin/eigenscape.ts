#!/usr/bin/env node
/**
 * The command line. It parses arguments and loads its part lazily; the work is done elsewhere.
 */
import { Command } from "commander";

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

program.parseAsync().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});

#!/usr/bin/env node
/**
 * The command line. It parses arguments and loads its part lazily; the work is done elsewhere.
 */
import { availableParallelism } from "node:os";
import { Argument, Command, InvalidArgumentError, Option } from "commander";
import type { DoctorOptions, Part } from "./doctor.js";
import type { ExportOptions } from "./export.js";
import type { InstallOptions, PlaceOptions } from "./install.js";
import type { ReproduceOptions } from "./reproduce.js";

const program = new Command("eigenscape").description(
  "A microscope for the loss of a neural network, in TypeScript notebooks.",
);

const place = (command: Command): Command =>
  command
    .option("--sys-prefix", "into the active Python environment; default: for this user")
    .option("--prefix <folder>", "into the Python environment in a folder, such as .venv");

place(program.command("install"))
  .description("install the TypeScript kernel and the JupyterLab extension")
  .option("--name <name>", "name of the kernel, to have several versions side by side")
  .option("--display-name <text>", "what launchers show")
  .action(async (options: InstallOptions) => {
    const { install } = await import("./install.js");
    await install(options);
  });

place(program.command("uninstall"))
  .description("remove what install installed")
  .option("--name <name>", "this kernel only; the extension goes with the last one")
  .action(async (options: PlaceOptions) => {
    const { uninstall } = await import("./install.js");
    uninstall(options);
  });

program
  .command("doctor")
  .description("check this machine: closed forms on every executor, the parts in JupyterLab")
  .addArgument(new Argument("[part]", "one part only").choices(["numerics", "jupyter"]))
  .option(
    "--prefix <folder>",
    "a Python environment; default: the active one, .venv, or what PATH finds",
  )
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

program
  .command("export")
  .description("a notebook as one HTML file that works without network and kernel, or its figures")
  .argument("<notebook>", "a notebook file")
  .option(
    "-o, --output <file>",
    "where to; default: the notebook's name with .html, in this folder",
  )
  .option("--title <text>", "title of the page; default: the notebook's first heading")
  .option("--hide-code", "all code folded at the beginning")
  .option("--no-source", "without the notebook for readers to download")
  .option("--figures <folder>", "no page, but each figure as a file into a folder")
  .addOption(
    new Option("--images <format>", "format of these files; default: svg").choices(["svg", "png"]),
  )
  .action(async (notebook: string, options: ExportOptions) => {
    const { exportNotebook } = await import("./export.js");
    exportNotebook(notebook, options);
  });

program
  .command("reproduce")
  .description("run claims of the thesis: measured against expected, with a report")
  .argument("[claims...]", "claims (A1) or chapters (A); default: all")
  .addOption(
    new Option("--size <size>", "how much is computed")
      .choices(["slice", "small", "full"])
      .default("small"),
  )
  .option("--workers <count>", "threads to use", wholeNumber, availableParallelism())
  .option("-o, --output <folder>", "where reports go", "reports")
  .option("--write", "store the results for notebooks and tests")
  .option("--fresh", "compute everything again")
  .action(async (claims: string[], options: ReproduceOptions) => {
    const { reproduce } = await import("./reproduce.js");
    if (!(await reproduce(claims, options))) process.exitCode = 1;
  });

function wholeNumber(text: string): number {
  if (/^[1-9]\d*$/.test(text)) return Number(text);
  throw new InvalidArgumentError(`must be an integer ≥ 1, got ${text}`);
}

program.parseAsync().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});

/**
 * The whole set-up, in order. Each step is skipped when nothing it depends on has changed, so that every
 * command can start with it.
 */
import { build } from "./build.mjs";
import { installDependencies } from "./dependencies.mjs";
import { installEnvironment } from "./environment.mjs";
import { installJupyterParts } from "./jupyter.mjs";
import { checkNode } from "./node.mjs";
import { makeSnapshot } from "./snapshot.mjs";
import { step } from "./step.mjs";

/** Brings a machine with only Node, Python and package registries to where everything runs. */
export async function setup() {
  await step("Node", () => checkNode());
  await step("Node packages", installDependencies);
  await step("Build", build);
  await step("Python environment", installEnvironment);
  await step("Jupyter parts", installJupyterParts);
  await step("Start-up snapshot", makeSnapshot);
}

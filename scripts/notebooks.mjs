/**
 * `npm run notebooks [-- --write] [name…]`: runs notebooks in fresh kernels. Without --write the numbers of
 * each last cell must agree with the committed ones; with it the outputs are stored.
 */
import { basename } from "node:path";
import { parseArgs } from "node:util";
import { checkNotebook, listNotebooks, writeNotebook } from "./notebooks/checkNotebook.mjs";
import { Failure, describeFailure, runMain } from "./setup/failure.mjs";
import { setup } from "./setup/setup.mjs";
import { step } from "./setup/step.mjs";

/**
 * The notebooks whose names begin as asked; all of them when nothing is asked.
 * @param {readonly string[]} wanted
 * @returns {string[]}
 */
function choose(wanted) {
  const files = listNotebooks();
  for (const name of wanted) {
    if (files.some((file) => basename(file).startsWith(name))) continue;
    const known = files.map((file) => basename(file, ".ipynb")).join(", ");
    throw new Failure(`No notebook begins with "${name}".`, `There are: ${known || "none"}.`);
  }
  if (wanted.length === 0) return files;
  return files.filter((file) => wanted.some((name) => basename(file).startsWith(name)));
}

async function main() {
  const { values, positionals } = parseArgs({
    options: { write: { type: "boolean", default: false } },
    allowPositionals: true,
  });
  const files = choose(positionals.map((name) => basename(name)));
  await setup();
  let failed = 0;
  for (const file of files) {
    try {
      await step(basename(file, ".ipynb"), (report) =>
        values.write ? writeNotebook(file, report) : checkNotebook(file, report),
      );
    } catch (error) {
      failed += 1;
      console.error(describeFailure(error));
    }
  }
  console.log(`\n${files.length - failed} passed, ${failed} failed`);
  return failed === 0 ? 0 : 1;
}

await runMain(main);

/**
 * `npm run reproduce [-- A C3] [--size slice|small|full] [--workers 2] [--write] [--no-notebooks]`: claims of the thesis,
 * measured against expected (see `npx eigenscape reproduce --help`), and then their notebooks under our kernel. With
 * --write the results are stored, and a claim that has no notebook gets one.
 */
import { spawn } from "node:child_process";
import { basename, join } from "node:path";
import { pathToFileURL } from "node:url";
import { checkNotebook, writeNotebook } from "./notebooks/checkNotebook.mjs";
import { notebookOf, writeClaimNotebook } from "./notebooks/claimNotebook.mjs";
import { build } from "./setup/build.mjs";
import { describeFailure, runMain } from "./setup/failure.mjs";
import { root } from "./setup/paths.mjs";
import { setup } from "./setup/setup.mjs";
import { step } from "./setup/step.mjs";

const built = join(root, "dist");

async function main() {
  const given = process.argv.slice(2);
  const notebooks = !["--no-notebooks", "--help", "-h", "full"].some((word) =>
    given.includes(word),
  );
  await (notebooks ? setup() : step("build", build));
  const code = await runClaims(given.filter((word) => word !== "--no-notebooks"));
  if (code !== 0 || !notebooks) return code;
  return runNotebooks(given);
}

/**
 * @param {readonly string[]} given
 * @returns {Promise<number>} exit code
 */
function runClaims(given) {
  const program = join(built, "bin", "eigenscape.js");
  const child = spawn(process.execPath, [program, "reproduce", ...given], {
    stdio: "inherit",
    cwd: root,
  });
  process.on("SIGINT", () => undefined); // the child has heard it, too, and ends in order
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (code) => resolve(code ?? 1));
  });
}

/**
 * @param {readonly string[]} given
 * @returns {Promise<number>} exit code
 */
async function runNotebooks(given) {
  const write = given.includes("--write") && !given.includes("slice");
  const asked = given.filter((word) => /^[a-z]\d*$/i.test(word));
  let failed = 0;
  for (const { claim } of await chosen(asked)) {
    const file =
      notebookOf(claim.id) ??
      (write ? writeClaimNotebook(claim, await storedOf(claim.id)) : undefined);
    if (file === undefined) continue;
    try {
      await step(basename(file, ".ipynb"), (report) =>
        write ? writeNotebook(file, report) : checkNotebook(file, report),
      );
    } catch (error) {
      failed += 1;
      console.error(describeFailure(error));
    }
  }
  return failed === 0 ? 0 : 1;
}

/** @param {readonly string[]} asked */
async function chosen(asked) {
  /** @type {typeof import("../src/thesis/claims.js")} */
  const { chooseClaims } = await import(compiled("claims"));
  return chooseClaims(asked);
}

/** @param {string} id */
async function storedOf(id) {
  /** @type {typeof import("../src/thesis/claimResult.js")} */
  const { storedResult } = await import(compiled("claimResult"));
  return storedResult(id);
}

/** @param {string} name */
const compiled = (name) => pathToFileURL(join(built, "src", "thesis", `${name}.js`)).href;

await runMain(main);

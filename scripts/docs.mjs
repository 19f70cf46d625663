/**
 * `npm run docs`: writes the documents that are made from the code, by the tests that compare them.
 */
import { spawnSync } from "node:child_process";
import { root } from "./setup/paths.mjs";

const { status } = spawnSync("npx", ["vitest", "run", "--project", "unit", "test/docs"], {
  cwd: root,
  stdio: "inherit",
  env: { ...process.env, EIGENSCAPE_WRITE_DOCS: "1" },
});
process.exitCode = status ?? 1;

/** Jupyter's own kernel test kit; each of its tests is one of ours. */
import { execFile } from "node:child_process";
import { rmSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { pythonPath } from "./python.js";
import { installForTests, scratchFolder } from "./testKernel.js";

interface Outcome {
  readonly outcome: string;
  readonly detail: string;
}

// By name, so that a test that vanishes from the kit, or is new in it, is noticed.
const names = [
  "test_clear_output",
  "test_completion",
  "test_display_data",
  "test_error",
  "test_execute_result",
  "test_execute_stderr",
  "test_execute_stdout",
  "test_history",
  "test_inspect",
  "test_is_complete",
  "test_kernel_info",
  "test_pager",
  "test_recv_iopub_welcome_msg",
];

describe("jupyter_kernel_test", () => {
  let outcomes: Record<string, Outcome> = {};
  const prefix = scratchFolder();

  beforeAll(async () => {
    const JUPYTER_PATH = await installForTests(prefix);
    const script = fileURLToPath(new URL("conformance.py", import.meta.url));
    const env = {
      ...process.env,
      JUPYTER_PATH,
      JUPYTER_RUNTIME_DIR: prefix,
      JUPYTER_DATA_DIR: prefix,
    };
    const { stdout } = await promisify(execFile)(pythonPath(), [script], { env, cwd: prefix });
    outcomes = JSON.parse(stdout) as Record<string, Outcome>;
  });

  afterAll(() => rmSync(prefix, { recursive: true, force: true }));

  it.each(names)("%s", (name) => {
    expect(outcomes[name]).toEqual({ outcome: "passed", detail: "" });
  });

  it("has no test that is not listed here", () => {
    expect(Object.keys(outcomes).sort()).toEqual([...names].sort());
  });
});

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { inspectKernel, installKernelspec } from "../../kernel/index.js";

let prefix: string;
beforeEach(() => {
  prefix = mkdtempSync(join(tmpdir(), "eigenscape-inspect-"));
});
afterEach(() => rmSync(prefix, { recursive: true }));

const kernel = async () => (await inspectKernel({ prefix })).find(({ what }) => what === "kernel");
const write = (text: string): void => {
  writeFileSync(join(prefix, "share", "jupyter", "kernels", "typescript", "kernel.json"), text);
};

test("an environment without Python and kernel is told with remedies", async () => {
  const [python, spec, ...rest] = await inspectKernel({ prefix });
  expect(python.problem).toContain("python is missing; give --prefix the root of a Python");
  expect(spec.problem).toContain(`is missing; run npx eigenscape install --prefix ${prefix}`);
  expect(rest).toEqual([]);
});

test("what was installed is found, unless it starts a program that is gone", async () => {
  const folder = join(prefix, "share", "jupyter", "kernels", "typescript");
  mkdirSync(folder, { recursive: true });
  write(JSON.stringify({ argv: [process.execPath, process.execPath, "{connection_file}"] }));
  expect(await kernel()).toEqual({ what: "kernel", found: join(folder, "kernel.json") });
  write(JSON.stringify({ argv: [process.execPath, join(prefix, "gone.js"), "{connection_file}"] }));
  expect((await kernel())?.problem).toContain("gone.js, which it starts, is missing; run npx");
  installKernelspec({ prefix }); // of these sources, whose main.js is not built here
  expect((await kernel())?.problem).toContain("main.js, which it starts, is missing");
});

test.each(["{", "{}", '{"argv":[1,2]}'])("%s is no kernelspec", async (text) => {
  mkdirSync(join(prefix, "share", "jupyter", "kernels", "typescript"), { recursive: true });
  write(text);
  expect((await kernel())?.problem).toContain("is not a kernelspec of ours; run npx");
});

test("modules that do not load are told", async () => {
  if (process.platform === "win32") return; // the Python of this test is a shell script
  mkdirSync(join(prefix, "bin"));
  const script = '#!/bin/sh\ncase "$2" in *widgets*) exit 1;; *) echo 4.0;; esac\n';
  writeFileSync(join(prefix, "bin", "python"), script, { mode: 0o755 });
  const [lab, widgets] = await inspectKernel({ prefix });
  expect(lab).toEqual({ what: "jupyterlab", found: "4.0" });
  expect(widgets.problem).toContain("-m pip install jupyterlab_widgets");
});

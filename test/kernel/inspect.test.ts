/** What `eigenscape doctor jupyter` says of installations that are broken in one way each. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { findInstallation, inspectKernel, installKernelspec } from "../../kernel/index.js";

let prefix: string;
beforeEach(() => {
  prefix = mkdtempSync(join(tmpdir(), "eigenscape-inspect-"));
});
afterEach(() => rmSync(prefix, { recursive: true }));

const dataFolder = (): string => join(prefix, "share", "jupyter");

/** Problems by what they are about; empty if there is none. */
async function problems(): Promise<Record<string, string>> {
  const inspections = await inspectKernel(await findInstallation({ prefix }));
  return Object.fromEntries(inspections.map(({ what, problem = "" }) => [what, problem]));
}

function writeProgram(name: string, script: string): string {
  const file = join(prefix, "bin", name);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, `#!/bin/sh\n${script}\n`, { mode: 0o755 });
  return file;
}

/** A Jupyter that knows this prefix only, and a Python in which everything loads. */
function writeJupyter(versions = "4.5.0"): void {
  const paths = { data: [dataFolder()], runtime: [join(prefix, "runtime")], config: [] };
  writeProgram("jupyter", `echo '${JSON.stringify(paths)}'`);
  writeProgram("python", `echo ${versions}`);
}

function writeKernelspec(name: string, node: string, main: string): void {
  const folder = join(dataFolder(), "kernels", name);
  mkdirSync(folder, { recursive: true });
  const metadata = { eigenscape: { version: "0.0.1" } };
  const spec = { argv: [node, main, "{connection_file}"], metadata };
  writeFileSync(join(folder, "kernel.json"), JSON.stringify(spec));
}

test("an environment without Jupyter and kernel is told with remedies", async () => {
  const { jupyter, kernel } = await problems();
  expect(jupyter).toBe(
    `not in ${prefix}; give --prefix the root of a Python environment with JupyterLab`,
  );
  expect(kernel).toMatch(
    new RegExp(`kernel.json is missing; run npx eigenscape install --prefix ${prefix}$`),
  );
});

test("without --prefix a Jupyter that is not on PATH is told", async () => {
  const path = process.env["PATH"];
  process.env["PATH"] = prefix;
  try {
    const [first] = await inspectKernel(await findInstallation({}));
    expect(first?.problem).toMatch(/^not on PATH; activate its environment, or give --prefix/);
  } finally {
    process.env["PATH"] = path;
  }
});

test("a whole installation has no problem; several versions are listed each", async () => {
  writeJupyter();
  writeKernelspec("typescript", process.execPath, process.execPath);
  writeKernelspec("typescript-old", process.execPath, process.execPath);
  expect(await problems()).toEqual({
    jupyter: "",
    jupyterlab: "",
    jupyterlab_widgets: "",
    "kernel typescript": "",
    "kernel typescript-old": "",
    folder: "",
  });
});

test("a Jupyter that does not start is told", async () => {
  writeJupyter();
  const jupyter = writeProgram("jupyter", "exit 1");
  expect((await problems()).jupyter).toContain(`${jupyter} does not start; run ${jupyter} --paths`);
});

test("programs that are gone are told, and what brings them back", async () => {
  writeJupyter();
  writeKernelspec("typescript", join(prefix, "old-node"), process.execPath);
  writeKernelspec("second", process.execPath, join(prefix, "gone", "main.js"));
  const found = await problems();
  const remedy = `is missing; run npx eigenscape install --prefix ${prefix}`;
  expect(found["kernel typescript"]).toContain(`old-node, which ${dataFolder()}`);
  expect(found["kernel typescript"]?.endsWith(remedy)).toBe(true);
  expect(found["kernel second"]?.endsWith(`${remedy} --name second`)).toBe(true);
});

test("a Node.js that is too old is told", async () => {
  writeJupyter();
  const node = writeProgram("node", "echo v18.1.0");
  writeKernelspec("typescript", node, process.execPath);
  expect((await problems())["kernel typescript"]).toContain("must be Node.js ≥ 20, got 18.1.0");
});

test("a kernelspec that another kernel's hides is told", async () => {
  writeJupyter();
  const paths = { data: [join(prefix, "user"), dataFolder()], runtime: [prefix], config: [] };
  writeProgram("jupyter", `echo '${JSON.stringify(paths)}'`);
  writeKernelspec("typescript", process.execPath, process.execPath);
  mkdirSync(join(prefix, "user", "kernels", "typescript"), { recursive: true });
  writeFileSync(join(prefix, "user", "kernels", "typescript", "kernel.json"), "{}");
  expect((await problems())["kernel typescript"]).toContain("is hidden by");
});

test.each(["{", "{}", '{"argv":[1,2]}', '{"argv":["node","main.js"]}'])(
  "%s is no kernelspec of ours",
  async (text) => {
    const folder = join(dataFolder(), "kernels", "typescript");
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, "kernel.json"), text);
    writeJupyter();
    expect((await problems())["kernel"]).toContain("is not a kernelspec of ours; run npx");
    expect(() => installKernelspec({ prefix })).toThrow("belongs to another kernel");
  },
);

test("Python modules that do not load, or are too old, are told", async () => {
  writeJupyter();
  const python = writeProgram("python", 'case "$2" in *widgets*) exit 1;; *) echo 3.6.1;; esac');
  const found = await problems();
  expect(found["jupyterlab"]).toBe(`3.6.1 is too old; run ${python} -m pip install -U jupyterlab`);
  expect(found["jupyterlab_widgets"]).toContain("-m pip install jupyterlab_widgets");
});

test("a folder in which nothing can be made is told", async () => {
  writeJupyter();
  writeFileSync(join(prefix, "file"), "");
  const before = process.env["JUPYTER_DATA_DIR"];
  process.env["JUPYTER_DATA_DIR"] = join(prefix, "file", "data");
  try {
    const inspections = await inspectKernel(await findInstallation({ prefix }));
    const told = inspections.filter(({ what }) => what === "folder").map((each) => each.problem);
    expect(told[0]).toContain("file/data cannot be written to; give yourself the right");
    expect(told[1]).toBeUndefined();
  } finally {
    if (before === undefined) delete process.env["JUPYTER_DATA_DIR"];
    else process.env["JUPYTER_DATA_DIR"] = before;
  }
});

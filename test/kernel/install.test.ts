/** Kernelspecs: side by side, replaced, removed; and which kernel runs a project's notebooks. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { homedir, tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { jupyterDataFolder } from "../../kernel/install/jupyterFolders.js";
import {
  installKernelspec,
  listKernelspecs,
  uninstallKernelspecs,
} from "../../kernel/install/kernelspec.js";
import { projectKernel } from "../../kernel/install/projectKernel.js";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "eigenscape-install-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

const names = (): string[] => listKernelspecs({ dataFolder: folder }).map(({ name }) => name);

test("several versions lie side by side and are removed one by one", () => {
  const dataFolder = folder;
  installKernelspec({ dataFolder });
  const dev = installKernelspec({ dataFolder, name: "typescript-dev", displayName: "TS (dev)" });
  expect(names()).toEqual(["typescript", "typescript-dev"]);
  expect(JSON.parse(readFileSync(join(dev, "kernel.json"), "utf8"))).toMatchObject({
    display_name: "TS (dev)",
    language: "typescript",
    interrupt_mode: "message",
  });
  expect(uninstallKernelspecs({ dataFolder, name: "typescript" })).toHaveLength(1);
  expect(names()).toEqual(["typescript-dev"]);
  expect(uninstallKernelspecs({ dataFolder })).toEqual([dev]);
  expect(names()).toEqual([]);
});

test("a prefix is an environment, whose share/jupyter is meant", () => {
  const installed = join(folder, "share", "jupyter", "kernels", "typescript");
  expect(installKernelspec({ prefix: folder })).toBe(installed);
});

test("kernels of others are neither replaced nor removed", () => {
  const other = join(folder, "kernels", "python3");
  mkdirSync(other, { recursive: true });
  writeFileSync(join(other, "kernel.json"), '{"argv":["python"],"language":"python"}');
  const install = (): string => installKernelspec({ dataFolder: folder, name: "python3" });
  expect(install).toThrow(/^install: .*python3 belongs to another kernel; choose another name/);
  expect(uninstallKernelspecs({ dataFolder: folder })).toEqual([]);
});

test("a kernelspec of ours from before they said so is replaced", () => {
  const spec = join(folder, "kernels", "typescript");
  mkdirSync(spec, { recursive: true });
  const argv = ["/node", "/somewhere/dist/kernel/main.js", "{connection_file}"];
  writeFileSync(join(spec, "kernel.json"), JSON.stringify({ argv, language: "typescript" }));
  expect(names()).toEqual(["typescript"]);
  expect(installKernelspec({ dataFolder: folder })).toBe(spec);
});

test.each(["", "a b", "../up", "ä"])("%j is no name of a kernel", (name) => {
  expect(() => installKernelspec({ dataFolder: folder, name })).toThrow(
    `install: a name has letters, digits and . _ - only, got ${name}`,
  );
});

test("the user's data folder is Jupyter's own", () => {
  const of = (environment: NodeJS.ProcessEnv, platform: NodeJS.Platform = "linux"): string =>
    jupyterDataFolder(environment, platform);
  expect(of({ JUPYTER_DATA_DIR: "/data" }, "darwin")).toBe("/data");
  expect(of({ XDG_DATA_HOME: "/xdg" })).toBe("/xdg/jupyter");
  expect(of({})).toBe(join(homedir(), ".local", "share", "jupyter"));
  expect(of({}, "darwin")).toBe(join(homedir(), "Library", "Jupyter"));
  expect(of({ APPDATA: "/appdata" }, "win32")).toBe("/appdata/jupyter");
});

test("a project's own kernel goes before the one that was started, nearest first", () => {
  const own = writeMain(join(folder, "global", "dist", "kernel", "main.js"));
  const inner = join(folder, "project", "notebooks", "deep");
  mkdirSync(inner, { recursive: true });
  expect(projectKernel(inner, own)).toBeUndefined();
  const path = ["node_modules", "eigenscape", "dist", "kernel", "main.js"];
  const above = writeMain(join(folder, "project", ...path));
  expect(projectKernel(inner, own)).toBe(above);
  const near = writeMain(join(folder, "project", "notebooks", ...path));
  expect(projectKernel(inner, own)).toBe(near);
  expect(projectKernel(folder, own)).toBeUndefined();
});

test("a link to the kernel that runs is no other kernel", () => {
  const own = writeMain(join(folder, "package", "dist", "kernel", "main.js"));
  mkdirSync(join(folder, "project", "node_modules"), { recursive: true });
  symlinkSync(join(folder, "package"), join(folder, "project", "node_modules", "eigenscape"));
  expect(projectKernel(join(folder, "project"), own)).toBeUndefined();
});

function writeMain(file: string): string {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, "");
  return file;
}

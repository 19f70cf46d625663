/** The package as npm packs it, installed into a fresh folder: its commands, its kernel, a project's own version. */
import { execFileSync, spawnSync } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { pythonPath } from "./python.js";
import { repository, scratchFolder, TestKernel } from "./testKernel.js";

vi.setConfig({ testTimeout: 180_000 });

const scratch = scratchFolder();
const app = join(scratch, "app");
const dataFolder = join(scratch, "data");
const installed = join(app, "node_modules", "eigenscape");
const env: NodeJS.ProcessEnv = {
  ...process.env,
  PATH: `${dirname(pythonPath())}${delimiter}${process.env["PATH"]}`,
  JUPYTER_DATA_DIR: dataFolder,
  JUPYTER_RUNTIME_DIR: join(scratch, "runtime"),
  JUPYTER_PREFER_ENV_PATH: "0",
};

function eigenscape(...args: string[]) {
  const program = join(installed, "dist", "bin", "eigenscape.js");
  const run = spawnSync(process.execPath, [program, ...args], { cwd: app, env, encoding: "utf8" });
  return { status: run.status, stdout: run.stdout, stderr: run.stderr };
}

/** Where the snapshot of a package lies; it is not in the tarball. */
const blobOf = (folder: string): string =>
  join(folder, "dist", "kernel-snapshot", `${process.version}-${process.arch}.blob`);

/** What `npm install <tarball>` makes, with the packages it depends on taken from the repository. */
beforeAll(() => {
  const packed = execFileSync("npm", ["pack", "--silent", "--pack-destination", scratch], {
    cwd: repository,
    encoding: "utf8",
  });
  mkdirSync(installed, { recursive: true });
  execFileSync("tar", ["-xzf", join(scratch, packed.trim()), "--strip-components=1"], {
    cwd: installed,
  });
  for (const name of readdirSync(join(repository, "node_modules")))
    if (!name.startsWith("."))
      symlinkSync(join(repository, "node_modules", name), join(app, "node_modules", name));
}, 120_000);

afterAll(() => rmSync(scratch, { recursive: true, force: true }));

test("install puts kernel and extension into the user's folder, and doctor finds them sound", () => {
  const { status, stdout } = eigenscape("install", "--name", "packed", "--display-name", "Packed");
  expect(status).toBe(0);
  const [kernel, extension, snapshot] = stdout.split("\n");
  expect(kernel).toBe(`kernel:    ${dataFolder}/kernels/packed`);
  expect(extension).toBe(`extension: ${dataFolder}/labextensions/eigenscape`);
  expect(snapshot).toBe(`snapshot:  ${blobOf(installed)}`);
  const doctor = eigenscape("doctor", "jupyter");
  expect(doctor.stdout).toContain(`kernel packed: ok (${dataFolder}/kernels/packed, version `);
  expect(doctor.stdout).toContain(`extension: ok (${dataFolder}/labextensions/eigenscape)`);
  expect(doctor.stdout).not.toContain("failed");
  expect(doctor.status).toBe(0);
});

test("its kernel runs a notebook that uses the library", () => {
  const notebook = fileURLToPath(new URL("notebook.py", import.meta.url));
  const cells = [
    `import { lenet } from "eigenscape";
     const { parameters } = lenet({ seed: 1 });
     Object.keys(parameters).length > 0`,
  ];
  const output = execFileSync(pythonPath(), [notebook, JSON.stringify(cells), "packed"], {
    cwd: app,
    env,
    encoding: "utf8",
  });
  expect(JSON.parse(output)).toMatchObject({
    cells: [{ outputs: [{ output_type: "execute_result", data: { "text/plain": "true" } }] }],
  });
});

test("in a project with its own version, that one runs the notebook", async () => {
  const manifest = join(installed, "package.json");
  const text = readFileSync(manifest, "utf8");
  const changed = { ...(JSON.parse(text) as object), version: "99.0.0" };
  writeFileSync(manifest, JSON.stringify(changed));
  const kernel = await TestKernel.start(app);
  try {
    const info = await kernel.ask("kernel_info_request", {});
    expect(info["implementation_version"]).toBe("99.0.0");
    expect((await kernel.run("1 + 1")).value).toBe("2");
  } finally {
    await kernel.stop();
    writeFileSync(manifest, text);
  }
});

test("--sys-prefix is the active Python environment, and --prefix any", () => {
  const prefix = join(scratch, "environment");
  expect(eigenscape("install", "--prefix", prefix).stdout).toContain(`${prefix}/share/jupyter`);
  const both = eigenscape("install", "--prefix", prefix, "--sys-prefix");
  expect(both.stderr).toContain("one of --sys-prefix and --prefix must be given, got both");
  expect(both.status).toBe(1);
  // An environment of its own, so that the test leaves the repository's alone.
  execFileSync(pythonPath(), ["-m", "venv", "--without-pip", prefix]);
  const PATH = `${join(prefix, "bin")}${delimiter}${env["PATH"]}`;
  const program = join(installed, "dist", "bin", "eigenscape.js");
  const command = [program, "install", "--sys-prefix", "--name", "active"];
  const run = spawnSync(process.execPath, command, { env: { ...env, PATH }, encoding: "utf8" });
  expect(run.stdout).toContain(`${prefix}/share/jupyter/kernels/active`);
});

test("uninstall removes what install installed, and says when there is nothing", () => {
  eigenscape("install", "--name", "second");
  const first = eigenscape("uninstall", "--name", "second");
  expect(first.stdout).toBe(`removed ${dataFolder}/kernels/second\n`);
  const rest = eigenscape("uninstall");
  expect(rest.stdout).toContain(`removed ${dataFolder}/kernels/packed\n`);
  expect(rest.stdout).toContain(`removed ${dataFolder}/labextensions/eigenscape\n`);
  const none = eigenscape("uninstall");
  expect(none.stderr).toContain("uninstall: nothing of ours is there");
  expect(none.status).toBe(1);
});

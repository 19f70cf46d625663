/**
 * The real TensorFlow library for the tests of src/execute/tensorflow: the package tfjs-node-gpu, exactly as
 * test/tensorflow-node/package-lock.json has it, with its binding built here.
 *
 * The package's own install script would download libtensorflow and a binding from outside the registries.
 * Here the library comes from the Python wheel tensorflow-cpu, the headers of Node from the npm package
 * node-api-headers, and the binding's two source files are compiled as they are. So the tests run the
 * package's own code, on the CPU; they say nothing about a GPU.
 *
 * Everything is in .cache/: the library apart from the packages, because `npm ci` empties its folder.
 */
import { spawnSync } from "node:child_process";
import {
  copyFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { join, relative } from "node:path";
import { explainNpm, npmCommand } from "./dependencies.mjs";
import { Failure } from "./failure.mjs";
import { extractLibtensorflow, libraryFolder, libraryVersion } from "./libtensorflow.mjs";
import { cacheFolder, environmentPython, root } from "./paths.mjs";
import { runProgram } from "./runProgram.mjs";
import { hashInputs, isCurrent, writeStamp } from "./stamp.mjs";

/** Where tests and benchmarks look for the package. */
export const tensorflowFolder = join(cacheFolder, "tensorflow");
const stampFile = join(tensorflowFolder, ".eigenscape-stamp");
const sources = "test/tensorflow-node";
const packageFolder = join(tensorflowFolder, "node_modules", "@tensorflow", "tfjs-node-gpu");

/** @param {string} program */
const runs = (program) => spawnSync(program, ["--version"]).status === 0;

/**
 * What keeps this machine from building the library; undefined when nothing does.
 * @param {{ platform?: string, arch?: string, has?: (program: string) => boolean }} [machine]
 * @returns {{ reason: string, mendable: boolean } | undefined}
 */
export function findObstacle({ platform, arch, has } = {}) {
  const kind = `${platform ?? process.platform} ${arch ?? process.arch}`;
  if (kind !== "linux x64") return { reason: `Linux x64 only, this is ${kind}`, mendable: false };
  const missing = ["g++", "make"].filter((program) => !(has ?? runs)(program));
  if (missing.length === 0) return undefined;
  const names = missing.join(" and ");
  return { reason: `${names} not found (Debian: apt-get install g++ make)`, mendable: true };
}

/**
 * @param {(detail: string) => void} report
 * @returns {Promise<string>} the outcome for the step's line
 */
export async function buildTensorflow(report) {
  const hash = hashInputs({
    files: ["scripts/setup/tensorflow.mjs", "scripts/setup/libtensorflow.mjs"],
    folders: [sources],
    words: [root, libraryVersion],
  });
  if (isCurrent(stampFile, hash)) return "up to date";
  await installPackages(report);
  await extractLibtensorflow(report);
  linkLibrary();
  report("compiling the binding");
  await compileBinding();
  writeStamp(stampFile, hash);
  return `tfjs-node-gpu with libtensorflow ${libraryVersion} (CPU) in ${relative(root, tensorflowFolder)}/`;
}

/** @param {(detail: string) => void} report */
async function installPackages(report) {
  report("npm ci");
  rmSync(tensorflowFolder, { recursive: true, force: true });
  cpSync(join(root, sources), tensorflowFolder, { recursive: true });
  const [program, before] = npmCommand();
  const words = [...before, "ci", "--ignore-scripts", "--include=dev", "--loglevel=notice"];
  const result = await runProgram(program, words, {
    log: "tensorflow-npm-ci",
    cwd: tensorflowFolder,
  });
  if (result.code !== 0) throw explainNpm(result.code, result.lines, result.log);
  if (!existsSync(packageFolder)) {
    throw new Failure(
      "npm ci left out the optional package @tensorflow/tfjs-node-gpu.",
      `Read ${result.log}; see that npm does not omit optional packages.`,
    );
  }
  // The package is to use the library's own copies of TensorFlow.js, which lie further up, as it would
  // beside them in one node_modules: two copies register every kernel twice and complain about each.
  const scope = join(tensorflowFolder, "node_modules", "@tensorflow");
  for (const name of readdirSync(scope)) {
    if (name !== "tfjs-node-gpu") rmSync(join(scope, name), { recursive: true });
  }
}

/** Puts the library where the package's build looks for its own download. */
function linkLibrary() {
  const target = join(packageFolder, "deps", "lib");
  mkdirSync(target, { recursive: true });
  symlinkSync(join(libraryFolder, "include"), join(packageFolder, "deps", "include"));
  for (const [name, file] of /** @type {const} */ ([
    ["libtensorflow.so", "libtensorflow_cc.so.2"], // it has every symbol of libtensorflow
    ["libtensorflow_cc.so.2", "libtensorflow_cc.so.2"],
    ["libtensorflow_framework.so", "libtensorflow_framework.so.2"],
    ["libtensorflow_framework.so.2", "libtensorflow_framework.so.2"],
  ])) {
    symlinkSync(join(libraryFolder, file), join(target, name));
  }
}

/** Node's stable interface is all that the binding needs; the settings say how to build a shared object. */
const buildSettings = `{
  'target_defaults': {
    'cflags': ['-fPIC', '-pthread', '-O2'],
    'ldflags': ['-pthread'],
    'default_configuration': 'Release',
    'configurations': { 'Release': {} },
  },
}
`;

async function compileBinding() {
  const headers = join(tensorflowFolder, "headers");
  const include = join(headers, "include", "node");
  mkdirSync(include, { recursive: true });
  const from = join(tensorflowFolder, "node_modules", "node-api-headers", "include");
  for (const file of readdirSync(from)) copyFileSync(join(from, file), join(include, file));
  writeFileSync(join(include, "common.gypi"), buildSettings);
  const [program, before] = npmCommand();
  const result = await runProgram(program, [...before, "run", "build-addon-from-source"], {
    log: "tensorflow-binding",
    cwd: packageFolder,
    env: { npm_config_nodedir: headers, npm_config_python: environmentPython, JOBS: "2" },
  });
  if (result.code === 0) return;
  const error = result.lines.find((line) => /\berror\b/i.test(line)) ?? result.lines.at(-1);
  throw new Failure(
    `The binding of tfjs-node-gpu could not be compiled: ${(error ?? "").trim()}`,
    `Read ${result.log}; it needs g++, make and Python.`,
  );
}

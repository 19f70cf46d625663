/**
 * TensorFlow's C library with its headers, from the Python wheel tensorflow-cpu. The wheel is a package of
 * the Python index, 207 MB; two libraries and 77 headers of it are kept (587 MB on the disk).
 */
import { mkdirSync, readdirSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { Failure } from "./failure.mjs";
import { isolated } from "./isolated.mjs";
import { cacheFolder, environmentPython } from "./paths.mjs";
import { runProgram } from "./runProgram.mjs";
import { isCurrent, writeStamp } from "./stamp.mjs";

/** The fastest of the versions tried; 2.12.1 and 2.21.0 work too. */
export const libraryVersion = "2.15.1";

/** Holds include/ and the libraries. */
export const libraryFolder = join(cacheFolder, "libtensorflow", libraryVersion);
const stampFile = join(libraryFolder, ".eigenscape-stamp");

const wanted = [
  String.raw`libtensorflow_(cc|framework)\.so\.2`,
  String.raw`include/tensorflow/c/.*`,
  String.raw`include/tensorflow/core/platform/ctstring.*`,
  String.raw`include/tsl/c/.*`,
  String.raw`include/tsl/platform/ctstring.*`,
].join("|");
const unpack = `
import re, sys, zipfile
wheel, target, wanted = sys.argv[1:]
with zipfile.ZipFile(wheel) as archive:
    names = [name for name in archive.namelist() if re.fullmatch("tensorflow/(" + wanted + ")", name)]
    archive.extractall(target, names)
`;

/** @param {(detail: string) => void} report */
export async function extractLibtensorflow(report) {
  if (isCurrent(stampFile, wanted)) return;
  const scratch = join(cacheFolder, "libtensorflow", "scratch");
  rmSync(scratch, { recursive: true, force: true });
  rmSync(libraryFolder, { recursive: true, force: true });
  mkdirSync(scratch, { recursive: true });
  report(`downloading libtensorflow ${libraryVersion} (207 MB)`);
  const wheel = await downloadWheel(scratch);
  report(`unpacking libtensorflow ${libraryVersion}`);
  const words = ["-c", unpack, wheel, scratch, wanted];
  const unpacked = await runProgram(environmentPython, words, {
    log: "libtensorflow-unpack",
    env: isolated,
  });
  if (unpacked.code !== 0) {
    throw new Failure(
      `The wheel of tensorflow-cpu could not be unpacked: ${unpacked.lines.at(-1)?.trim() ?? ""}`,
      `Read ${unpacked.log}; about 1 GB must be free for .cache/.`,
    );
  }
  renameSync(join(scratch, "tensorflow"), libraryFolder);
  rmSync(scratch, { recursive: true });
  writeStamp(stampFile, wanted);
}

/**
 * @param {string} target folder
 * @returns {Promise<string>} path of the wheel
 */
async function downloadWheel(target) {
  const what = ["--no-deps", "--only-binary=:all:", `tensorflow-cpu==${libraryVersion}`];
  // The library is the same in the wheels of all Pythons; for this one there is a wheel of that version.
  const kind = ["--python-version=3.11", "--implementation=cp", "--platform=manylinux2014_x86_64"];
  const quiet = ["--no-input", "--progress-bar=off", "--disable-pip-version-check"];
  const words = ["-m", "pip", "download", ...quiet, ...kind, ...what, "--dest", target];
  const result = await runProgram(environmentPython, words, {
    log: "libtensorflow-pip",
    env: isolated,
  });
  const file = readdirSync(target).find((name) => name.endsWith(".whl"));
  if (result.code === 0 && file !== undefined) return join(target, file);
  const errors = result.lines.filter((line) => line.startsWith("ERROR:"));
  throw new Failure(
    `pip could not download tensorflow-cpu ${libraryVersion}: ${errors.at(-1) ?? result.lines.at(-1) ?? ""}`,
    `Check the connection to the Python package index (log: ${result.log}).`,
  );
}

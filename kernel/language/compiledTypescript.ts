/**
 * The compiler's script, compiled by V8 once and kept: compiling it takes 0.2 s of a start without a snapshot.
 *
 * The file is written in the first idle moment of a kernel that found none, when it also holds what V8 compiles
 * late, the functions that a start runs. V8 itself refuses a file of another version or processor.
 */
import { mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { Script } from "node:vm";
import { log } from "../protocol/log.js";
import { snapshotFolder } from "../snapshot/snapshotBlob.js";

type ModuleFunction = (...given: unknown[]) => void;

let unkept: { readonly script: Script; readonly file: string } | undefined;

/** Loads TypeScript as `require` would. @param path Of its script. */
export function loadTypescript(path: string): unknown {
  const require = createRequire(path);
  const { version } = require("../package.json") as { version: string };
  const file = join(
    snapshotFolder,
    `typescript-${version}-${process.version}-${process.arch}.code`,
  );
  const cachedData = readIfThere(file);
  const names = "exports, require, module, __filename, __dirname";
  const source = `(function (${names}) {${readFileSync(path, "utf8")}\n})`;
  const script = new Script(source, { filename: path, ...(cachedData && { cachedData }) });
  if (!cachedData || script.cachedDataRejected) unkept = { script, file };
  const module = { exports: {} };
  const run = script.runInThisContext() as ModuleFunction;
  run.call(module.exports, module.exports, require, module, path, dirname(path));
  return module.exports;
}

/** Writes what V8 has compiled, if the next kernel can use it. */
export function keepCompiledTypescript(): void {
  if (!unkept) return;
  const { script, file } = unkept;
  unkept = undefined;
  try {
    mkdirSync(dirname(file), { recursive: true });
    const unfinished = `${file}.${process.pid}`; // kernels that start at once all write
    writeFileSync(unfinished, script.createCachedData());
    renameSync(unfinished, file);
  } catch (error) {
    log("the compiled compiler cannot be kept", error);
  }
}

function readIfThere(file: string): Buffer | undefined {
  try {
    return readFileSync(file);
  } catch {
    return undefined;
  }
}

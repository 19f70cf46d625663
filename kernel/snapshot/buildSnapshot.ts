/** Makes the snapshot from which kernels start faster. */
import { execFile } from "node:child_process";
import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import type TS from "typescript";
import { blobFile, entryFile, expectedStamp, memoryFlags, nodeTypes, snapshotFolder, stampFile } from "./snapshotBlob.js"; // prettier-ignore

const patienceMs = 120_000;

/** @returns The blob's path. @throws If it cannot be made; kernels then start without it. */
export async function buildSnapshot(): Promise<string> {
  const { compilerOptions } = await import("../language/compilerOptions.js");
  const { ts, typescriptPath } = await import("../language/typescript.js");
  mkdirSync(snapshotFolder, { recursive: true });
  rmSync(stampFile, { force: true }); // no stamp, no use: kernels that start meanwhile do without
  const unfinished = `${blobFile}.${process.pid}`;
  const script = `${unfinished}.cjs`;
  writeFileSync(script, asScript(ts, readFileSync(entryFile, "utf8")));
  const made = [...memoryFlags, "--snapshot-blob", unfinished, "--build-snapshot", script];
  const inputs = [typescriptPath, JSON.stringify(compilerOptions), nodeTypes()];
  const env = { ...process.env, NODE_OPTIONS: "" };
  try {
    await promisify(execFile)(process.execPath, [...made, ...inputs], { env, timeout: patienceMs });
  } finally {
    rmSync(script);
  }
  // All modules of a kernel load from it, or it is not used.
  const proof = fileURLToPath(new URL("../session/kernel.js", import.meta.url));
  const tried = [...memoryFlags, "--snapshot-blob", unfinished, proof];
  await promisify(execFile)(process.execPath, tried, { env });
  renameSync(unfinished, blobFile);
  writeFileSync(stampFile, expectedStamp());
  return blobFile;
}

/** Node.js runs the entry with `require` alone, without the `exports` of CommonJS. */
function asScript(ts: typeof TS, module: string): string {
  const options = { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022 };
  const { outputText } = ts.transpileModule(module, { compilerOptions: options });
  return `{ const exports = {};\n${outputText}}\n`;
}

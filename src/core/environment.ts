/**
 * Where numbers were made. Versions of ONNX Runtime and TensorFlow.js are fixed by the package's.
 */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { arch, cpus, platform } from "node:os";

export interface Environment {
  readonly eigenscape: string;
  readonly node: string;
  readonly platform: string;
  readonly cpu: string;
}

export function environment(): Environment {
  return {
    eigenscape: version(),
    node: process.version,
    platform: `${platform()} ${arch()}`,
    cpu: cpus()[0]?.model ?? "unknown",
  };
}

/** Found by the package's own name, so that source and build see the same file. */
function version(): string {
  const file = createRequire(import.meta.url).resolve("eigenscape/package.json");
  return (JSON.parse(readFileSync(file, "utf8")) as { version: string }).version;
}

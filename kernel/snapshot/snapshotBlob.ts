/**
 * The file of the snapshot, and whether this very Node.js can start from it.
 *
 * Node.js ends with an error when a blob was made by another version or under other options; so a stamp
 * beside the blob says what it was made by and from, and is compared before the blob is used.
 */
import { existsSync, readFileSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { cachedDataVersionTag } from "node:v8";

/** "off", or another folder. */
const wish = process.env["EIGENSCAPE_KERNEL_SNAPSHOT"] ?? "";

/** Beside the compiled kernel; it has one blob for each version of Node.js and kind of machine. */
export const snapshotFolder =
  wish === "" || wish === "off"
    ? fileURLToPath(new URL("../../kernel-snapshot", import.meta.url))
    : wish;
export const blobFile = join(snapshotFolder, `${process.version}-${process.arch}.blob`);
export const stampFile = `${blobFile}.json`;

/**
 * Paths and times of what the snapshot holds, the script that made it, and the blob's size, since Node.js crashes
 * on one that was cut short. The version tag covers V8, its flags and the processor.
 */
export function expectedStamp(): string {
  const require = createRequire(import.meta.url);
  const compiler = require.resolve("typescript");
  const node = nodeTypes();
  const sources = [compiler, join(dirname(node), "package.json")];
  const times = sources.map((file) => [file, statSync(file).mtimeMs] as const);
  const entry = readFileSync(entryFile, "utf8"); // its time changes with each compilation
  const { version, arch, platform } = process;
  const { size } = statSync(blobFile);
  return JSON.stringify({
    version,
    arch,
    platform,
    v8: cachedDataVersionTag(),
    memoryFlags,
    times,
    size,
    entry,
  });
}

/** The declarations of Node.js that the kernel came with: those of a notebook without a project. */
export function nodeTypes(): string {
  const file = createRequire(import.meta.url).resolve("@types/node/package.json");
  return join(dirname(file), "index.d.ts");
}

/**
 * The memory that V8 begins with: what it would grow to anyway, without the collections on the way there, which take
 * 0.1 s of a start. A snapshot is only accepted under the flags that it was made with.
 */
export const memoryFlags = ["--min-semi-space-size=16", "--initial-old-space-size=256"];

/** As compiled; see buildSnapshot.ts. */
export const entryFile = fileURLToPath(new URL("./snapshotEntry.js", import.meta.url));

/** @returns undefined if the blob can be used, else why not. */
export function snapshotObstacle(): string | undefined {
  if (wish === "off") return "switched off";
  if (process.execArgv.length > 0 || (process.env["NODE_OPTIONS"] ?? "") !== "")
    return "Node.js was started with options";
  if (!existsSync(blobFile) || !existsSync(stampFile)) return "there is none; eigenscape install makes it"; // prettier-ignore
  if (readFileSync(stampFile, "utf8") !== expectedStamp())
    return "it was made by another Node.js, or packages changed since; eigenscape install makes it anew";
  return undefined;
}

/** The kernels that are compared: how each is started, and the same cells in its language. */
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { kernelMain, kernelPeersFolder, kernelSnapshots, peersPython } from "../harness/folders.js";
import type { Command } from "./client.js";

export const kernelNames = [
  "eigenscape",
  "eigenscape snapshot",
  "tslab",
  "Deno",
  "ipykernel",
] as const;
export type KernelName = (typeof kernelNames)[number];

/** A cell and the text of its result. */
export interface Cell {
  readonly code: string;
  readonly result: string;
}

/** A text to complete, and a word that must be offered. */
export interface Word {
  readonly code: string;
  readonly offered: string;
}

export interface Language {
  readonly first: Cell;
  readonly prints: string;
  /** Imports the library that the other cells use. */
  readonly library: Cell;
  /** Builds upon the cell before; the 0th upon none. */
  cell(i: number): Cell;
  /** Where types are checked, this fails. */
  readonly mistake: string;
  readonly words: readonly Word[];
}

export interface KernelContender {
  readonly name: KernelName;
  readonly command: Command;
  readonly language: Language;
}

export const lines = 20_000;

/** Sum of 2 (k + 3) for k = 0 … i. */
const total = (i: number): string => String(Array.from({ length: i + 1 }, (_, k) => 2 * (k + 3)).reduce((a, b) => a + b)); // prettier-ignore

const typescript: Language = {
  first: { code: "const first: number = 1 + 1; first", result: "2" },
  prints: `for (let i = 0; i < ${lines}; i++) console.log("line " + i);`,
  library: { code: 'import * as tf from "@tensorflow/tfjs"; tf.scalar(3).size', result: "1" },
  cell: (i) => ({
    code: `const t${i}: tf.Tensor1D = tf.tensor1d([${i}, 1, 2]);
const weighted${i} = (weight: number): number => t${i}.mul(weight).sum().arraySync() as number;
const total${i}: number = ${i === 0 ? "0" : `total${i - 1}`} + weighted${i}(2);
total${i}`,
    result: total(i),
  }),
  mistake: 'const mistaken: number = "text";',
  words: [
    { code: "tf.tens", offered: "tensor2d" },
    { code: "firs", offered: "first" },
    { code: "t0.resh", offered: "reshape" },
  ],
};

/** Python has no types to check, and its library of arrays is NumPy. */
const python: Language = {
  first: { code: "first: int = 1 + 1\nfirst", result: "2" },
  prints: `for i in range(${lines}): print(f"line {i}")`,
  library: { code: "import numpy as np\nnp.array(3).size", result: "1" },
  cell: (i) => ({
    code: `t${i}: np.ndarray = np.array([${i}, 1, 2])
def weighted${i}(weight: int) -> int: return int((t${i} * weight).sum())
total${i}: int = ${i === 0 ? "0" : `total${i - 1}`} + weighted${i}(2)
total${i}`,
    result: total(i),
  }),
  mistake: 'mistaken: int = "text"',
  words: [
    { code: "np.zer", offered: "zeros_like" },
    { code: "firs", offered: "first" },
    { code: "t0.resh", offered: "reshape" },
  ],
};

/** @returns The contender, or why there is none. */
export function kernelContender(name: KernelName): KernelContender | string {
  const file = "{connection_file}";
  const command = (program: string | undefined, ...words: string[]): Command | undefined =>
    program !== undefined && existsSync(program) ? { program, arguments: words } : undefined;
  const ours = (snapshot: string): Command | undefined => {
    const found = command(process.execPath, kernelMain, file);
    return found && { ...found, environment: { EIGENSCAPE_KERNEL_SNAPSHOT: snapshot } };
  };
  const tslab = join(kernelPeersFolder, "node_modules", "tslab", "bin", "tslab");
  const commands: Record<KernelName, () => Command | undefined> = {
    eigenscape: () => ours("off"),
    "eigenscape snapshot": () => (existsSync(kernelSnapshots) ? ours("") : undefined),
    tslab: () =>
      existsSync(tslab)
        ? command(process.execPath, tslab, "kernel", "--config-path", file)
        : undefined,
    Deno: () => command(denoProgram(), "jupyter", "--kernel", "--conn", file),
    ipykernel: () => command(peersPython, "-m", "ipykernel_launcher", "-f", file),
  };
  const found = commands[name]();
  if (found === undefined && name === "eigenscape snapshot")
    return "not made (npx eigenscape install)";
  if (found === undefined) return "not installed (npm run bench -- --setup)";
  return { name, command: found, language: name === "ipykernel" ? python : typescript };
}

/** The program itself: the script that npm links starts it in a second process. */
function denoProgram(): string | undefined {
  const folder = join(kernelPeersFolder, "node_modules", "@deno");
  const [platform] = existsSync(folder) ? readdirSync(folder) : [];
  if (platform === undefined) return undefined;
  return join(folder, platform, process.platform === "win32" ? "deno.exe" : "deno");
}

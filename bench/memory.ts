/**
 * Question: does memory stay flat over ten thousand products? Asked of a process that does nothing
 * else.
 */
import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import type { ExecutorName } from "../src/execute/choose.js";

const size = { net: "LeNet", products: 10_000, every: 100 } as const;
const allowed = 1.05; // promised, from the first hundred on

export interface MemoryResult {
  readonly executor: ExecutorName;
  /** Resident MiB after 100, 200, … products. */
  readonly resident: readonly number[];
  readonly growth: number;
}

export async function memory(executors: readonly ExecutorName[]): Promise<MemoryResult[]> {
  const results: MemoryResult[] = [];
  for (const executor of executors) results.push(await memoryOf(executor));
  return results;
}

async function memoryOf(executor: ExecutorName): Promise<MemoryResult> {
  const program = fileURLToPath(new URL("./memoryRun.js", import.meta.url));
  const counts = [size.products, size.every].map(String);
  const child = spawn(process.execPath, [program, size.net, executor, ...counts], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const ended = new Promise<number | null>((resolve) => child.on("close", resolve));
  const resident: number[] = [];
  for await (const line of createInterface({ input: child.stdout })) {
    if (!line.startsWith("resident ")) continue;
    resident.push(Number(line.slice("resident ".length)));
    if (resident.length % 20 === 0) console.log(`${resident.length * size.every} products`);
  }
  const code = await ended;
  if (code !== 0) throw new Error(`memory: the process must end well, got exit code ${code}`);
  const growth = growthOf(resident);
  console.log(
    `${size.net} by ${executor}, ${size.products} products: ${resident[0].toFixed(0)} MiB after ${size.every}, ` +
      `${(resident.at(-1) ?? NaN).toFixed(0)} MiB at the end, at most ${(100 * (growth - 1)).toFixed(1)} % above ` +
      `the first (promised ≤ ${(100 * (allowed - 1)).toFixed(0)} %) ${growth <= allowed ? "✓" : "✗"}`,
  );
  return { executor, resident, growth };
}

/** The greatest later reading over the first. */
export function growthOf(resident: readonly number[]): number {
  return Math.max(...resident) / resident[0];
}

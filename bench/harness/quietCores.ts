/**
 * Are all cores ours? One spin per core at once, each a fixed number of rounds of integer work; a
 * neighbour shows as a spin that takes longer than the fastest one ever seen. Load averages do not
 * tell: they know nothing of other virtual machines and lag behind.
 */
import { availableParallelism } from "node:os";
import { setTimeout as sleep } from "node:timers/promises";
import { Worker } from "node:worker_threads";

/** A spin slower than this times the fastest is disturbed. */
const tolerance = 1.15;
const spinsPerCheck = 8;

// Some 5 ms in four chains that do not wait for each other, so that a neighbour on the other half of a
// physical core shows too; written as text because it runs in threads that load nothing else.
const spinSource = `
const spin = () => {
  const start = performance.now();
  let [a, b, c, d] = [1, 2, 3, 4];
  for (let i = 0; i < 3e6; i++) {
    a = (Math.imul(a, 1664525) + 1013904223) | 0;
    b = (Math.imul(b, 1664525) + 1013904223) | 0;
    c = (Math.imul(c, 1664525) + 1013904223) | 0;
    d = (Math.imul(d, 1664525) + 1013904223) | 0;
  }
  return [performance.now() - start, a + b + c + d][0];
};
require("node:worker_threads").parentPort.on("message", (count) => {
  require("node:worker_threads").parentPort.postMessage(Array.from({ length: count }, spin));
});`;

export class QuietCores {
  readonly #workers = Array.from(
    { length: availableParallelism() },
    () => new Worker(spinSource, { eval: true }),
  );
  #fastest = Infinity;

  /** The slowdown of the worst core: 1 on a free machine. */
  async slowdown(spins = spinsPerCheck): Promise<number> {
    const times = await Promise.all(this.#workers.map((worker) => this.#spin(worker, spins)));
    this.#fastest = Math.min(this.#fastest, ...times.flat());
    return slowdownOf(times, this.#fastest);
  }

  /** Waits until all cores are free, but not longer than so many seconds. */
  async wait(seconds: number): Promise<number> {
    const end = performance.now() + 1000 * seconds;
    for (;;) {
      const slowdown = await this.slowdown();
      if (!isNoisy(slowdown) || performance.now() > end) return slowdown;
      await sleep(200);
    }
  }

  async close(): Promise<void> {
    await Promise.all(this.#workers.map((worker) => worker.terminate()));
  }

  #spin(worker: Worker, spins: number): Promise<number[]> {
    return new Promise((resolve, reject) => {
      worker.once("error", reject);
      worker.once("message", (times: number[]) => {
        worker.off("error", reject); // or listeners pile up, one per check
        resolve(times);
      });
      worker.postMessage(spins);
    });
  }
}

export const isNoisy = (slowdown: number): boolean => slowdown > tolerance;

/** The mean spin of the worst core over the fastest spin known. */
export function slowdownOf(spins: readonly (readonly number[])[], fastest: number): number {
  const means = spins.map((times) => times.reduce((a, b) => a + b, 0) / times.length);
  return Math.max(...means) / fastest;
}

/**
 * Progress of several probes, one after the other or at the same time, as progress of the whole.
 */
import type { Progress, Watch } from "../core/progress.js";

export class ProbeProgress {
  readonly #watch: Watch;
  readonly #steps: number;
  readonly #done: number[];

  /** @param steps Of each of the `count` probes. */
  constructor(watch: Watch, steps: number, count: number) {
    this.#watch = watch;
    this.#steps = steps;
    this.#done = Array.from({ length: count }, () => 0);
  }

  /** All steps count, also where the probe needed fewer. */
  finished(probe: number): void {
    this.#done[probe] = this.#steps;
  }

  /** Takes the progress of one probe. */
  of(probe: number): ((progress: Progress) => void) | undefined {
    const { onProgress } = this.#watch;
    return (
      onProgress &&
      (({ done, unit }) => {
        this.#done[probe] = done;
        const total = this.#steps * this.#done.length;
        onProgress({ done: this.#done.reduce((sum, n) => sum + n, 0), total, unit });
      })
    );
  }
}

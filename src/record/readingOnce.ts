/**
 * Programs are recorded when they are needed: for another size of batch, in another thread, after
 * `close`. What they capture (frozen variables, moving statistics, the weights of a teacher) may
 * have changed by then. So that all recordings are of one function, it is read once and kept.
 */
import type { Captured } from "./recordingBackend.js";
import { recording } from "./recorder.js";

/**
 * @returns What makes functions of a program share the numbers that they capture; anything that is
 *   no function stays what it is.
 */
export function readingOnce(): <T>(program: T) => T {
  const captured: Captured = new WeakMap();
  return (program) => {
    if (typeof program !== "function") return program;
    return new Proxy(program, {
      apply(target, self, given: unknown[]): unknown {
        recording()?.keepCaptured(captured);
        return Reflect.apply(target, self, given);
      },
    });
  };
}

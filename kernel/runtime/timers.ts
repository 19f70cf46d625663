/**
 * Wraps the callbacks of timers, microtasks and ticks, so that a loop inside one can be interrupted.
 *
 * Node.js crashes ("async hook stack has become corrupted") when code that it called from a timer is
 * terminated; inside an inspector evaluation the same code ends harmlessly. The price is 6 µs per callback.
 */
import timers from "node:timers";
import { syncBuiltinESMExports } from "node:module";

type Callback = (this: unknown, ...args: unknown[]) => void;
type Schedule = (callback: Callback, ...args: unknown[]) => unknown;

export interface CallbackGuard {
  /**
   * Prepares a callback to be run later on behalf of what runs now.
   *
   * @param onTerminated Called when it was interrupted.
   */
  (callback: Callback, onTerminated: () => void): Callback;
}

const timerNames = ["setTimeout", "setInterval", "setImmediate"] as const;

/** Replaces the global timers, queueMicrotask and process.nextTick; returns a function that restores them. */
export function guardTimers(guard: CallbackGuard): () => void {
  const undo: (() => void)[] = [];
  for (const name of timerNames) {
    const wrapped = guardedTimer(timers[name] as Schedule, guard);
    undo.push(replace(globalThis, name, wrapped), replace(timers, name, wrapped));
  }
  const microtask = guardedCall(globalThis.queueMicrotask, guard);
  const tick = guardedCall(process.nextTick.bind(process) as Schedule, guard);
  undo.push(replace(globalThis, "queueMicrotask", microtask), replace(process, "nextTick", tick));
  syncBuiltinESMExports();
  return () => {
    for (const restore of undo) restore();
    syncBuiltinESMExports();
  };
}

function guardedTimer(schedule: Schedule, guard: CallbackGuard): Schedule {
  const wrapped = (callback: Callback, ...args: unknown[]): unknown => {
    // Let Node.js itself complain about a callback that is none.
    if (typeof callback !== "function") return schedule(callback, ...args);
    // An interrupted interval would only start its loop again.
    const stop = (): void => timers.clearInterval(handle as NodeJS.Timeout);
    const handle = schedule(guard(callback, stop), ...args);
    return handle;
  };
  return keepProperties(wrapped, schedule);
}

function guardedCall(schedule: Schedule, guard: CallbackGuard): Schedule {
  const wrapped = (callback: Callback, ...args: unknown[]): unknown =>
    typeof callback === "function"
      ? schedule(
          guard(callback, () => undefined),
          ...args,
        )
      : schedule(callback, ...args);
  return keepProperties(wrapped, schedule);
}

/** Keeps the name and, above all, the symbol by which util.promisify finds the promised form. */
function keepProperties(wrapped: Schedule, original: Schedule): Schedule {
  return Object.defineProperties(wrapped, Object.getOwnPropertyDescriptors(original));
}

function replace(owner: object, name: string, value: unknown): () => void {
  const before = Object.getOwnPropertyDescriptor(owner, name);
  const enumerable = before?.enumerable ?? true;
  Object.defineProperty(owner, name, { value, enumerable, writable: true, configurable: true });
  return () => {
    if (before) Object.defineProperty(owner, name, before);
  };
}

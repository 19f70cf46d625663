/**
 * Notices the death of the process that started the kernel.
 *
 * A Jupyter server that crashed sends no shutdown_request; without this, its kernels would live on for ever.
 */
const intervalMs = 1000;

/** Calls `onDeath` once, when this process has been handed to another parent. */
export function watchParent(onDeath: () => void): void {
  const parent = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(timer);
    onDeath();
  }, intervalMs);
  timer.unref();
}

/**
 * Notices the death of the process that started the kernel.
 *
 * A Jupyter server that crashed sends no shutdown_request; without this, its kernels would live on for ever.
 * Jupyter tells its own number in JPY_PARENT_PID (jupyter_client, launcher.py): it is known also when the server
 * died while the kernel was still starting, and this process has another parent already.
 */
const intervalMs = 1000;

/** Calls `onDeath` once, when the process that started this one is gone. */
export function watchParent(onDeath: () => void): void {
  const parent = process.ppid;
  const announced = Number(process.env["JPY_PARENT_PID"] ?? NaN);
  const timer = setInterval(() => {
    if (process.ppid === parent && isAlive(announced)) return;
    clearInterval(timer);
    onDeath();
  }, intervalMs);
  timer.unref();
}

/** A process that may not be asked lives; so does one that was not announced. */
function isAlive(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0) return true;
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return !(error instanceof Error && "code" in error && error.code === "ESRCH");
  }
}

/**
 * Ends this process and those it started, which share its group: Jupyter starts a kernel as the leader of one. Where
 * a process waits for this one (see snapshot/relaunch.ts), that is the leader.
 */
export function endProcess(): void {
  try {
    process.kill(-leader(), "SIGKILL");
  } catch {
    process.kill(process.pid, "SIGKILL"); // no leader (started by hand), or no groups (Windows)
  }
}

/** Set for the process that is waited for; what it starts in turn inherits it, but has another parent. */
export const waitingProcess = "EIGENSCAPE_KERNEL_WAITING_PROCESS";

function leader(): number {
  const waiting = Number(process.env[waitingProcess]);
  return waiting === process.ppid ? waiting : process.pid;
}

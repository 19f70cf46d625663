/** Ends this process and those it started, which share its group: Jupyter starts a kernel as the leader of one. */
export function endProcess(): void {
  try {
    process.kill(-process.pid, "SIGKILL");
  } catch {
    process.kill(process.pid, "SIGKILL"); // no leader (started by hand), or no groups (Windows)
  }
}

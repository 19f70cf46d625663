/**
 * The kernel process: `node main.js <connection file>`, as its kernelspec says.
 *
 * The sockets answer before the language is loaded: a front end learns at once that the kernel is alive.
 */
import { writeSync } from "node:fs";
import { fileURLToPath, pathToFileURL } from "node:url";
import { projectKernel } from "./install/projectKernel.js";
import { relaunchFromSnapshot } from "./snapshot/relaunch.js";

const [path] = process.argv.slice(2);
if (path === undefined) {
  process.stderr.write("usage: node main.js <connection file>\n");
  process.exit(2);
}

async function start(connectionFile: string): Promise<void> {
  const [{ readConnection }, { RunningMark }, { Sockets }] = await Promise.all([
    import("./protocol/connection.js"),
    import("./protocol/runningMark.js"),
    import("./protocol/sockets.js"),
  ]);
  const connection = readConnection(connectionFile);
  const death = new RunningMark(connectionFile).set();
  if (death !== undefined) writeSync(2, `typescript kernel: ${death}\n`);
  const sockets = new Sockets(connection, connectionFile);
  const { Kernel } = await import("./session/kernel.js");
  new Kernel(sockets, process.cwd()).start(death);
}

const main = fileURLToPath(import.meta.url);
const other = projectKernel(process.cwd(), main);
if (other !== undefined) await import(pathToFileURL(other).href);
else if (!(await relaunchFromSnapshot(main))) await start(path);

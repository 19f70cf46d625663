/**
 * The kernel process: `node main.js <connection file>`, as its kernelspec says.
 *
 * The sockets answer before the language is loaded: a front end learns at once that the kernel is alive.
 */
import { readConnection } from "./protocol/connection.js";
import { Sockets } from "./protocol/sockets.js";

const [path] = process.argv.slice(2);
if (path === undefined) {
  process.stderr.write("usage: node main.js <connection file>\n");
  process.exit(2);
}
const sockets = new Sockets(readConnection(path));
const { Kernel } = await import("./session/kernel.js");
new Kernel(sockets, process.cwd()).start();

/** Ports at which the server can listen, found by listening. */
import { createServer } from "node:net";
import { Failure } from "../setup/failure.mjs";

const host = "127.0.0.1";
const firstPort = 8888; // Jupyter's own
const tries = 100;

/**
 * @param {number} port 0 asks the system for any free one
 * @returns {Promise<number | undefined>} the port, or undefined when it is taken or forbidden
 */
function tryPort(port) {
  return new Promise((resolve) => {
    const server = createServer();
    server.once("error", () => resolve(undefined));
    server.listen(port, host, () => {
      const address = server.address();
      const found = typeof address === "object" && address !== null ? address.port : port;
      server.close(() => resolve(found));
    });
  });
}

/**
 * Any free port, for tests.
 * @returns {Promise<number>}
 */
export async function anyFreePort() {
  const port = await tryPort(0);
  if (port === undefined) throw new Failure(`No port of ${host} is free.`, "Close other servers.");
  return port;
}

/**
 * The wanted port when it is free, else an error; with no wish, the first free one from 8888 on.
 * @param {number | undefined} wanted
 * @returns {Promise<number>}
 */
export async function choosePort(wanted) {
  if (wanted !== undefined) {
    if ((await tryPort(wanted)) !== undefined) return wanted;
    throw new Failure(
      `Port ${wanted} is taken or not allowed.`,
      "Choose another with --port N, or leave the option out to get a free one.",
    );
  }
  for (let port = firstPort; port < firstPort + tries; port++) {
    if ((await tryPort(port)) !== undefined) return port;
  }
  const last = firstPort + tries - 1;
  throw new Failure(
    `All ports from ${firstPort} to ${last} are taken.`,
    "Choose one with --port N.",
  );
}

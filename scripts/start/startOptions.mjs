/** The command line of `npm start`. */
import * as util from "node:util";
import { Failure } from "../setup/failure.mjs";

export const usage = `Usage: npm start [-- [--no-browser] [--port N] [-- arguments for jupyter lab]]

  --no-browser   print the address only
  --port N       serve at this port; without it, the first free one from 8888 on
  --help         show this text`;

/**
 * @typedef {object} StartOptions
 * @property {boolean} browser
 * @property {number | undefined} port
 * @property {boolean} help
 * @property {string[]} labArguments passed to jupyter lab unchanged
 */

/**
 * @param {string} text
 * @returns {number}
 */
function parsePort(text) {
  const port = Number(text);
  if (/^\d+$/.test(text) && port >= 1 && port <= 65_535) return port;
  throw new Failure(
    `--port needs a number from 1 to 65535, got "${text}".`,
    "For example: npm start -- --port 8890",
  );
}

/**
 * @param {readonly string[]} words what follows `npm start --`
 * @returns {StartOptions}
 */
export function parseStartOptions(words) {
  const end = words.indexOf("--");
  const ours = end === -1 ? words : words.slice(0, end);
  const labArguments = end === -1 ? [] : words.slice(end + 1);
  try {
    const { values } = util.parseArgs({
      args: [...ours],
      options: {
        "no-browser": { type: "boolean", default: false },
        port: { type: "string" },
        help: { type: "boolean", short: "h", default: false },
      },
    });
    return {
      browser: !values["no-browser"],
      port: values.port === undefined ? undefined : parsePort(values.port),
      help: values.help === true,
      labArguments,
    };
  } catch (error) {
    if (error instanceof Failure || !(error instanceof Error)) throw error;
    // Node adds a hint in a second sentence that does not fit here.
    const sentence = error.message.split(". ")[0] ?? error.message;
    throw new Failure(
      `npm start: ${sentence.replace(/\.$/, "")}.`,
      "See npm start -- --help; arguments for jupyter lab follow a second --",
    );
  }
}

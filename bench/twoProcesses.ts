/** The same run in two processes at once, each with the whole work: what two cores of this machine can give. */
import { fork, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { levelRun, type LevelCase } from "./levelRun.js";

const own = fileURLToPath(import.meta.url);

/** @returns Seconds of the slower one. */
export async function twoProcesses(one: LevelCase): Promise<number> {
  const children = [0, 1].map(() => fork(own, [JSON.stringify(one)]));
  await Promise.all(children.map((child) => message(child))); // both have loaded what they need
  const times = Promise.all(children.map((child) => message(child)));
  for (const child of children) child.send("go");
  return Math.max(...(await times));
}

async function message(child: ChildProcess): Promise<number> {
  const ended = once(child, "exit").then(([code]) => {
    throw new Error(`twoProcesses: the process must end well, got exit code ${String(code)}`);
  });
  const [seconds] = (await Promise.race([once(child, "message"), ended])) as [number];
  return seconds;
}

if (process.argv[1] === own) {
  process.send?.(0);
  await once(process, "message");
  const { seconds } = await levelRun(JSON.parse(process.argv[2]) as LevelCase, 1);
  process.send?.(seconds);
  process.disconnect();
}

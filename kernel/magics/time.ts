/** %time: how long code takes, once. */
import type { Magic } from "./magic.js";
import { duration } from "./duration.js";

export const time: Magic = {
  name: "time",
  usage: "%time <code>, %%time",
  help: "Tells how long code takes: the processor time of this process, and by the clock.",
  line: "timed",
  cell: "timed",
  run: () => {
    throw new Error("%time: needs code, got nothing; write %time f(x)");
  },
};

/** A running clock. */
export interface Clock {
  readonly wall: bigint;
  readonly processor: NodeJS.CpuUsage;
}

export function startClock(): Clock {
  return { wall: process.hrtime.bigint(), processor: process.cpuUsage() };
}

/** What is printed for a clock that stops now. */
export function readClock({ wall, processor }: Clock): string {
  const elapsed = Number(process.hrtime.bigint() - wall) / 1e9;
  const { user, system } = process.cpuUsage(processor);
  const [inUser, inSystem, total] = [user, system, user + system].map((us) => duration(us / 1e6));
  return `CPU times: user ${inUser}, sys: ${inSystem}, total: ${total}\nWall time: ${duration(elapsed)}\n`;
}

/** All magics, in the order in which lists show them. */
import { cd } from "./cd.js";
import { env } from "./env.js";
import { lsmagic } from "./lsmagic.js";
import type { Magic } from "./magic.js";
import { nocheck } from "./nocheck.js";
import { npm } from "./npm.js";
import { pwd } from "./pwd.js";
import { reset } from "./reset.js";
import { captured, cellShell, shell } from "./shell.js";
import { time } from "./time.js";
import { timeit } from "./timeit.js";
import { who, whos } from "./who.js";
import { writefile } from "./writefile.js";

export const magics: readonly Magic[] = [
  npm,
  shell,
  captured,
  cellShell,
  time,
  timeit,
  nocheck,
  who,
  whos,
  reset,
  writefile,
  cd,
  pwd,
  env,
  lsmagic(() => magics),
];

/** The magic that a line beginning with this calls; "!" and "!!" are called %system and %sx. */
export function magicNamed(sign: string): Magic | undefined {
  const name = sign === "!" ? "system" : sign === "!!" ? "sx" : sign.replace(/^%%?/, "");
  const isCell = sign.startsWith("%%");
  const named = magics.filter((magic) => magic.name === name || magic.alias === name);
  return named.find((magic) => (isCell ? magic.cell : magic.line)) ?? named[0];
}

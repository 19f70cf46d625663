/**
 * `npm run bench`: questions of speed and memory, answered in one run and written down with the
 * machine they were asked on. scripts/bench.mjs compiles this and passes its arguments on.
 */
import { writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { parseArgs } from "node:util";
import { cold } from "./cold.js";
import { environment } from "./harness/environment.js";
import { cacheFolder } from "./harness/folders.js";
import { Peer, peerNames } from "./harness/peers.js";
import { QuietCores } from "./harness/quietCores.js";
import { chooseFrom, numbersFrom } from "./harness/arguments.js";
import { hvp } from "./hvp.js";
import { memory } from "./memory.js";
import { netNames } from "./nets.js";
import { profile } from "./profile.js";
import { spectrum } from "./spectrum.js";

const questions = ["hvp", "spectrum", "memory", "cold", "profile"] as const;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    json: { type: "string" },
    threads: { type: "string", default: "1,2" },
    nets: { type: "string", default: netNames.join() },
    rounds: { type: "string", default: "12" },
    repetitions: { type: "string", default: "3" },
    patience: { type: "string", default: "10" },
  },
});
const asked = chooseFrom("question", positionals, questions, ["hvp", "spectrum", "memory", "cold"]);
const threads = numbersFrom("--threads", values.threads);
const nets = chooseFrom("net", values.nets.split(","), netNames, netNames);
const [rounds] = numbersFrom("--rounds", values.rounds);
const [repetitions] = numbersFrom("--repetitions", values.repetitions);
const [patience] = numbersFrom("--patience", values.patience);

const quiet = new QuietCores();
await quiet.slowdown(); // calibrates
const common = { nets, threads, rounds, repetitions, patience, quiet };
const results: Record<string, unknown> = {};
for (const question of asked) {
  console.log(`\n── ${question}`);
  if (question === "hvp") results.hvp = await hvp(common);
  if (question === "spectrum") results.spectrum = await spectrum(common);
  if (question === "memory") results.memory = await memory();
  if (question === "cold") results.cold = cold();
  if (question === "profile") results.profile = await profile(common);
}
await quiet.close();

const peers: Record<string, string> = {};
for (const name of peerNames) {
  const peer = await Peer.start(name, 1);
  if (peer instanceof Peer) {
    Object.assign(peers, peer.versions);
    peer.close();
  } else peers[name] = peer;
}
const file =
  values.json ?? join(cacheFolder(), `${new Date().toISOString().replaceAll(":", "-")}.json`);
const report = {
  environment: environment(),
  peers,
  options: { threads, nets, rounds, repetitions },
  results,
};
writeFileSync(file, `${JSON.stringify(report, undefined, 1)}\n`);
console.log(`\nwritten to ${relative(process.cwd(), file)}`);

/**
 * `npm run bench`: questions of speed and memory, answered in one run and written down with the
 * machine they were asked on. scripts/bench.mjs compiles this and passes its arguments on.
 */
import { writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { parseArgs } from "node:util";
import type { ExecutorName } from "../src/execute/choose.js";
import { cold } from "./cold.js";
import { environment } from "./harness/environment.js";
import { cacheFolder } from "./harness/folders.js";
import { Peer, peerNames } from "./harness/peers.js";
import { QuietCores } from "./harness/quietCores.js";
import { chooseFrom, numbersFrom } from "./harness/arguments.js";
import { hvp } from "./hvp.js";
import { kernel } from "./kernel/kernel.js";
import { memory } from "./memory.js";
import { netNames } from "./nets.js";
import { parallelLevels } from "./parallelLevels.js";
import { profile } from "./profile.js";
import { slq } from "./slq.js";
import { spectrumAccuracy } from "./spectrumAccuracy.js";
import { training } from "./training.js";
import { vectorWork } from "./vectorWork.js";

const questions = [
  "hvp",
  "slq",
  "spectrum-accuracy",
  "vectors",
  "memory",
  "cold",
  "kernel",
  "profile",
  "parallel",
  "training",
] as const;

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
const asked = chooseFrom("question", positionals, questions, ["hvp", "slq", "memory", "cold"]);
const threads = numbersFrom("--threads", values.threads);
const nets = chooseFrom("net", values.nets.split(","), netNames, netNames);
const [rounds] = numbersFrom("--rounds", values.rounds);
const [repetitions] = numbersFrom("--repetitions", values.repetitions);
const [patience] = numbersFrom("--patience", values.patience);

const report = {
  environment: environment(),
  peers: await peerVersions(),
  options: { threads, nets, rounds, repetitions },
  results: {} as Record<string, unknown>,
};
const file =
  values.json ?? join(cacheFolder(), `${report.environment.date.replaceAll(":", "-")}.json`);

const tensorflow = await Peer.start("tensorflow", 1);
const executors: readonly ExecutorName[] =
  tensorflow instanceof Peer ? ["onnx", "tensorflow"] : ["onnx"];
if (tensorflow instanceof Peer) tensorflow.close();

const quiet = new QuietCores();
await quiet.slowdown(); // calibrates
const common = { nets, threads, rounds, repetitions, patience, quiet };
const answers: Readonly<Record<(typeof questions)[number], () => unknown>> = {
  hvp: () => hvp(common),
  slq: () => slq(common),
  memory: () => memory(executors),
  cold: () => cold(executors),
  kernel: () => kernel(common),
  "spectrum-accuracy": spectrumAccuracy,
  vectors: () => vectorWork(common),
  profile: () => profile(common),
  parallel: () => parallelLevels(common),
  training: () => training(common),
};
for (const question of asked) {
  console.log(`\n── ${question}`);
  report.results[question] = await answers[question]();
  // After each question: a failure in the next one loses nothing.
  writeFileSync(file, `${JSON.stringify(report, undefined, 1)}\n`);
}
await quiet.close();
console.log(`\nwritten to ${relative(process.cwd(), file)}`);

async function peerVersions(): Promise<Record<string, string>> {
  const versions: Record<string, string> = {};
  for (const name of peerNames) {
    const peer = await Peer.start(name, 1);
    if (peer instanceof Peer) {
      Object.assign(versions, peer.versions);
      peer.close();
    } else versions[name] = peer;
  }
  return versions;
}

/**
 * Our own programs in TensorFlow, as a peer (see harness/peers.ts): a process of its own, because the
 * number of threads is fixed when the library loads.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { loadTensorflow } from "../src/execute/tensorflow/load.js";
import { tensorflowExecutor } from "../src/execute/tensorflow/tensorflow.js";
import type { Contender } from "./harness/contender.js";
import type { Quantity } from "./harness/peers.js";
import { net, type Net, type NetName } from "./nets.js";
import { bareProgram, throughObjective } from "./ours.js";
import { runSlq } from "./slqRun.js";

interface Which {
  readonly folder: string;
  readonly quantity: Quantity;
  readonly method: string;
}

interface Request extends Partial<Which> {
  readonly id: number;
  readonly request: string;
}

/** More than one: the objective with so many workers; else the compiled program alone. */
const workers = Number(process.env.EIGENSCAPE_BENCH_WORKERS ?? "1");

const prepared = new Map<string, Contender>();
const keyOf = ({ folder, quantity, method }: Which): string => [folder, quantity, method].join();
const known = (which: Which): Contender => {
  const contender = prepared.get(keyOf(which));
  if (contender) return contender;
  throw new Error(`tensorflowPeer: ${which.method} must be prepared`);
};

/** The net whose files these are; its numbers come from the same streams. */
function netOf(folder: string): Net {
  const text = readFileSync(join(folder, "manifest.json"), "utf8");
  const manifest = JSON.parse(text) as { net: NetName; inputs: { shape: number[] } };
  return net(manifest.net, manifest.inputs.shape[0]);
}

const handlers: Readonly<Record<string, (request: never) => unknown>> = {
  hello: () => ({ tensorflow: loadTensorflow(1).binding.TF_Version }),
  methods: () => [workers > 1 ? "objective" : "program"],
  async prepare(which: Which) {
    const { folder, quantity } = which;
    const contender =
      workers > 1
        ? throughObjective(netOf(folder), quantity, workers, "tensorflow", "tensorflow")
        : await bareProgram(netOf(folder), quantity, tensorflowExecutor());
    prepared.set(keyOf(which), contender);
  },
  time: ({ calls, ...which }: Which & { readonly calls: number }) => known(which).time(calls),
  async vector({ file, ...which }: Which & { readonly file: string }) {
    writeFileSync(file, new Uint8Array((await known(which).vector()).buffer));
  },
  async release(which: Which) {
    await known(which).release();
    prepared.delete(keyOf(which));
  },
  spectrum: ({ folder }: Which) => runSlq(netOf(folder), { executor: "tensorflow", workers }),
};

for await (const line of createInterface({ input: process.stdin })) {
  const { id, request, ...parameters } = JSON.parse(line) as Request;
  try {
    const result = (await handlers[request](parameters as never)) ?? null;
    console.log(JSON.stringify({ id, result }));
  } catch (error) {
    console.log(JSON.stringify({ id, error: String(error) }));
  }
}

/**
 * Question: where does the time of our programs go? ONNX Runtime's own profile, summed by operation,
 * and the slowest nodes with their shapes.
 */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { InferenceSession } from "onnxruntime-node";
import { blockSize } from "../src/execute/onnx/blockSize.js";
import { formatTable } from "./harness/table.js";
import { quantities } from "./hvp.js";
import { net, type NetName } from "./nets.js";
import { ourContenders } from "./ours.js";
import { summarizeProfile, type Profile, type ProfileEvent } from "./profileSummary.js";

const size = { runs: 30, rows: 14 } as const;

export interface ProfileResult {
  readonly net: NetName;
  readonly quantity: string;
  readonly threads: number;
  readonly profile: Profile;
}

export async function profile(options: {
  readonly nets: readonly NetName[];
  readonly threads: readonly number[];
}): Promise<ProfileResult[]> {
  const results: ProfileResult[] = [];
  await blockSize(); // its session is none of the programs
  for (const threads of options.threads) {
    for (const name of options.nets) {
      for (const quantity of quantities) {
        const profiles = await profileSessions(async () => {
          const [bare, ...others] = await ourContenders(net(name), quantity, threads);
          for (const other of others) await other.release();
          await bare.time(size.runs);
          return () => bare.release();
        });
        // Of a product in two parts the last session is the part that is repeated.
        const last = profiles[profiles.length - 1];
        results.push({ net: name, quantity, threads, profile: last });
        console.log(`\n${name}, ${quantity}, ${threads} thread(s)\n${formatProfile(last)}`);
      }
    }
  }
  return results;
}

/**
 * Profiles every session that is created meanwhile, however the executor makes them.
 * @param work Runs them and returns what releases them.
 */
async function profileSessions(work: () => Promise<() => Promise<void>>): Promise<Profile[]> {
  const folder = mkdtempSync(join(tmpdir(), "eigenscape-profile-"));
  const sessions: InferenceSession[] = [];
  const create = InferenceSession.create.bind(InferenceSession) as Create;
  const profiled: Create = async (model, options) => {
    const profileFilePrefix = join(folder, String(sessions.length).padStart(3, "0"));
    const session = await create(model, { ...options, enableProfiling: true, profileFilePrefix });
    sessions.push(session);
    return session;
  };
  Object.assign(InferenceSession, { create: profiled });
  try {
    const release = await work();
    sessions.forEach((session) => session.endProfiling());
    await release();
    const texts = readdirSync(folder)
      .sort()
      .map((file) => readFileSync(join(folder, file), "utf8"));
    return texts.map((text) => summarizeProfile(JSON.parse(text) as ProfileEvent[]));
  } finally {
    Object.assign(InferenceSession, { create });
    rmSync(folder, { recursive: true });
  }
}

type Create = (
  model: Uint8Array,
  options?: InferenceSession.SessionOptions,
) => Promise<InferenceSession>;

function formatProfile({ total, byOperation, byNode }: Profile): string {
  const table = (title: string, rows: Profile["byNode"]): string =>
    formatTable([
      [title, "nodes", "ms"],
      ...rows
        .slice(0, size.rows)
        .map(({ what, count, milliseconds }) => [
          what.length > 110 ? `${what.slice(0, 109)}…` : what,
          String(count),
          milliseconds.toFixed(3),
        ]),
    ]);
  const title = `operation (all: ${total.toFixed(2)} ms)`;
  return `${table(title, byOperation)}\n\n${table("slowest nodes", byNode)}`;
}

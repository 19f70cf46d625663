/**
 * The Lanczos runs of a spectrum, one per probe, from nothing or from where earlier ones have ended.
 *
 * Each probe has a stream of random numbers of its own, so probes can be added; each step is told, and with
 * a checkpoint on the disk, before the next begins. The same bytes come out whether it was cut or not, and
 * however many workers share the probes.
 */
import { checkInteger } from "../core/check.js";
import { closeAll } from "../core/closeAll.js";
import { clocked, type Watch } from "../core/progress.js";
import { checkBasis, type BasisOptions } from "../lanczos/plannedBasis.js";
import { tridiagonalize, type LanczosStep } from "../lanczos/tridiagonalize.js";
import type { OperatorOnThread, SymmetricOperator } from "../operators/operator.js";
import { dealt } from "../core/dealt.js";
import { Checkpoint, readCheckpoint } from "./checkpoint.js";
import type { ProbeRecord, SpectrumRecord } from "./record.js";
import { ProbeProgress } from "./probeProgress.js";
import { earlierProbes, isComplete } from "./resumption.js";
import { signProbe } from "./signProbe.js";
import { runSettings, withEnvironments, type Asked } from "./runSettings.js";

export interface RunOptions extends Watch, BasisOptions, Asked {
  readonly resume?: SpectrumRecord | undefined;
  readonly checkpoint?: string | undefined;
  /** Threads, each with two probes at the same time. */
  readonly workers?: number | undefined;
  /** After each step, with what is there; `whole` after the last one of a probe. */
  readonly onStep?: ((record: SpectrumRecord, whole: boolean) => void) | undefined;
}

interface Running {
  readonly asked: SpectrumRecord;
  /** What is there; later steps take the place of earlier ones. With several workers there may be gaps. */
  readonly probes: ProbeRecord[];
  readonly options: RunOptions;
  readonly checkpoint: Checkpoint | undefined;
  readonly progress: ProbeProgress;
}

/** All that was asked for; or after the signal's word what is there, if anything is. */
export async function run(
  operator: SymmetricOperator,
  options: RunOptions,
): Promise<SpectrumRecord> {
  const { checkpoint: path, resume, signal, workers = 1 } = options;
  const saved = path === undefined ? undefined : await readCheckpoint(path);
  const plain = runSettings(operator, options, saved ?? resume);
  checkWorkers(operator, workers);
  const vectors = plain.steps * probesAtOnce(workers, plain.count);
  checkBasis("spectrum", operator, vectors, { ...options, basis: plain.basis });
  const probes = earlierProbes({ resume, checkpoint: saved }, plain);
  checkVectors(probes, plain.steps, path);
  const asked = withEnvironments(plain, saved ?? resume);
  const checkpoint = path === undefined ? undefined : await Checkpoint.open(path, asked, !saved);
  const progress = new ProbeProgress(clocked(options), asked.steps, asked.count);
  const running = { asked, probes, options, checkpoint, progress };
  try {
    await runProbes(running, operator, workers);
    return { ...asked, stopped: "steps", probes };
  } catch (error) {
    const there = known(probes);
    if (!signal?.aborted || error !== signal.reason || there.length === 0) throw error;
    return { ...asked, stopped: "aborted", probes: there.map(cut) };
  } finally {
    await checkpoint?.close();
  }
}

/** Those that are still to be computed, shared by the workers. */
async function runProbes(
  running: Running,
  operator: SymmetricOperator,
  workers: number,
): Promise<void> {
  const { asked, probes, options, progress } = running;
  const complete = (l: number): boolean => l in probes && isComplete(probes[l], asked.steps);
  const all = Array.from({ length: asked.count }, (_, l) => l);
  all.filter(complete).forEach((l) => progress.finished(l));
  const missing = all.filter((l) => !complete(l));
  const threads = onThreads(operator, Math.min(workers, missing.length));
  const lanes = threads.length === 0 ? [operator] : threads.map((thread) => thread.operator);
  try {
    await dealt(
      missing,
      lanes,
      async ({ item, lane, stop }) => {
        options.signal?.throwIfAborted();
        await runProbe(running, lane, item, stop);
      },
      threads.length > 0 ? 2 : 1,
    );
  } finally {
    await closeAll(threads);
  }
}

/** Two on each thread, which multiplies for one while this thread makes the other's vector orthogonal. */
const probesAtOnce = (workers: number, count: number): number =>
  workers === 1 ? 1 : Math.min(2 * workers, count);

/** None for a single worker, which computes with the operator itself. */
function onThreads(operator: SymmetricOperator, workers: number): OperatorOnThread[] {
  if (workers <= 1) return [];
  return Array.from({ length: workers }, () => operator.onThread?.() ?? []).flat();
}

function checkWorkers(operator: SymmetricOperator, workers: number): void {
  checkInteger("spectrum", "workers", workers, 1, 256);
  if (workers === 1 || "onThread" in operator) return;
  throw new RangeError(
    `spectrum: workers must be 1 for a matrix that cannot compute in a thread of its own, got ${workers}`,
  );
}

async function runProbe(
  running: Running,
  operator: SymmetricOperator,
  l: number,
  stop: AbortSignal,
): Promise<void> {
  const { asked, probes, options, checkpoint, progress } = running;
  const { steps, seed, basis } = asked;
  const from = l in probes ? await checkpoint?.start(l, probes[l]) : undefined;
  const diagonal = Array.from(from?.diagonal ?? []);
  const residualNorms = Array.from(from?.residualNorms ?? []);
  const put = (rest: Omit<ProbeRecord, "diagonal" | "residualNorms">): void => {
    const coefficients = [diagonal, residualNorms].map((list) => Float64Array.from(list));
    probes[l] = { ...rest, diagonal: coefficients[0], residualNorms: coefficients[1] };
  };
  const onStep = async (step: LanczosStep): Promise<void> => {
    // Another worker's file speaks of this probe, too: so the vector is on the disk first.
    if (step.next) await checkpoint?.append(l, diagonal.length, step.next);
    diagonal.push(step.diagonal);
    residualNorms.push(step.residualNorm);
    put({ stopped: "unfinished" });
    if (step.next && diagonal.length < steps) await told(running, false);
  };
  const signal = options.signal ? AbortSignal.any([options.signal, stop]) : stop;
  const watch = { signal, onProgress: progress.of(l) };
  const limits = { basis, memory: options.memory };
  const start = signProbe(operator.size, seed, "probes", l); // its own stream: probes can be added
  const t = await tridiagonalize(operator, start, { steps, from, onStep, ...limits, ...watch });
  put({ stopped: t.stopped, orthogonality: t.orthogonality });
  progress.finished(l);
  await told(running, true);
}

/** On the disk first, then to whoever looks on. */
async function told(
  { asked, probes, options, checkpoint }: Running,
  whole: boolean,
): Promise<void> {
  const there = known(probes).slice();
  if (there.length === 0) return;
  const finished = there.length === asked.count && there.every((p) => isComplete(p, asked.steps));
  const stopped = finished ? "steps" : "unfinished";
  const record: SpectrumRecord = { ...asked, stopped, probes: there };
  await checkpoint?.write(record);
  options.onStep?.(record, whole);
}

/** Up to the first gap, where another worker has not taken its first step. */
function known(probes: readonly ProbeRecord[]): readonly ProbeRecord[] {
  const gap = probes.findIndex((_, l) => !(l in probes));
  return gap < 0 ? probes : probes.slice(0, gap);
}

const cut = (probe: ProbeRecord): ProbeRecord =>
  probe.stopped === "unfinished" ? { ...probe, stopped: "aborted" } : probe;

/** A result file alone has no vectors to go on from. */
function checkVectors(
  probes: readonly ProbeRecord[],
  steps: number,
  checkpoint: string | undefined,
): void {
  const shorter = probes.find((p) => p.stopped === "steps" && p.diagonal.length < steps);
  if (!shorter || checkpoint !== undefined) return;
  throw new RangeError(
    `spectrum: steps must be ${shorter.diagonal.length}, those of resume, got ${steps}; ` +
      `further steps need the vectors that a checkpoint keeps`,
  );
}

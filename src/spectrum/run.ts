/**
 * The Lanczos runs of a spectrum, one per probe, from nothing or from where earlier ones have ended.
 *
 * Each probe has a stream of random numbers of its own, so probes can be added; each step is told, and with
 * a checkpoint on the disk, before the next begins. The same bytes come out whether it was cut or not.
 */
import { clocked, type Watch } from "../core/progress.js";
import { checkBasis, type BasisOptions } from "../lanczos/plannedBasis.js";
import { tridiagonalize, type LanczosStep } from "../lanczos/tridiagonalize.js";
import type { SymmetricOperator } from "../operators/operator.js";
import { Checkpoint, readCheckpoint } from "./checkpoint.js";
import type { ProbeRecord, SpectrumRecord } from "./record.js";
import { earlierProbes, isComplete } from "./resumption.js";
import { signProbe } from "./signProbe.js";
import { runSettings, withEnvironments, type Asked } from "./runSettings.js";

export interface RunOptions extends Watch, BasisOptions, Asked {
  readonly resume?: SpectrumRecord | undefined;
  readonly checkpoint?: string | undefined;
  /** After each step, with what is there; `whole` after the last one of a probe. */
  readonly onStep?: ((record: SpectrumRecord, whole: boolean) => void) | undefined;
}

interface Running {
  readonly operator: SymmetricOperator;
  readonly asked: SpectrumRecord;
  /** What is there; later steps take the place of earlier ones. */
  readonly probes: ProbeRecord[];
  readonly options: RunOptions;
  readonly checkpoint: Checkpoint | undefined;
}

/** All that was asked for; or after the signal's word what is there, if anything is. */
export async function run(
  operator: SymmetricOperator,
  options: RunOptions,
): Promise<SpectrumRecord> {
  const { checkpoint: path, resume, signal } = options;
  const saved = path === undefined ? undefined : await readCheckpoint(path);
  const plain = runSettings(operator, options, saved ?? resume);
  checkBasis("spectrum", operator, plain.steps, { ...options, basis: plain.basis });
  const probes = earlierProbes({ resume, checkpoint: saved }, plain);
  checkVectors(probes, plain.steps, path);
  const asked = withEnvironments(plain, saved ?? resume);
  const checkpoint = path === undefined ? undefined : await Checkpoint.open(path, asked, !saved);
  const running = {
    operator,
    asked,
    probes,
    options: { ...options, ...clocked(options) },
    checkpoint,
  };
  try {
    for (let l = 0; l < asked.count; l++) {
      if (l in probes && isComplete(probes[l], asked.steps)) continue;
      signal?.throwIfAborted();
      await runProbe(running, l);
    }
    return { ...asked, stopped: "steps", probes };
  } catch (error) {
    if (!signal?.aborted || error !== signal.reason || probes.length === 0) throw error;
    return { ...asked, stopped: "aborted", probes: probes.map(cut) };
  } finally {
    await checkpoint?.close();
  }
}

async function runProbe(running: Running, l: number): Promise<void> {
  const { operator, asked, probes, options, checkpoint } = running;
  const { steps, seed, basis } = asked;
  const from = l in probes ? await checkpoint?.start(l, probes[l]) : undefined;
  const diagonal = Array.from(from?.diagonal ?? []);
  const residualNorms = Array.from(from?.residualNorms ?? []);
  const put = (rest: Omit<ProbeRecord, "diagonal" | "residualNorms">): void => {
    const coefficients = [diagonal, residualNorms].map((list) => Float64Array.from(list));
    probes[l] = { ...rest, diagonal: coefficients[0], residualNorms: coefficients[1] };
  };
  const onStep = async (step: LanczosStep): Promise<void> => {
    diagonal.push(step.diagonal);
    residualNorms.push(step.residualNorm);
    put({ stopped: "unfinished" });
    if (!step.next) return;
    await checkpoint?.append(l, diagonal.length - 1, step.next);
    if (diagonal.length < steps) await told(running, false);
  };
  const watch = part(options, l, asked);
  const limits = { basis, memory: options.memory };
  const start = signProbe(operator.size, seed, "probes", l); // its own stream: probes can be added
  const t = await tridiagonalize(operator, start, { steps, from, onStep, ...limits, ...watch });
  put({ stopped: t.stopped, orthogonality: t.orthogonality });
  await told(running, true);
}

/** On the disk first, then to whoever looks on. */
async function told(
  { asked, probes, options, checkpoint }: Running,
  whole: boolean,
): Promise<void> {
  const finished = probes.length === asked.count && probes.every((p) => isComplete(p, asked.steps));
  const stopped = finished ? "steps" : "unfinished";
  const record: SpectrumRecord = { ...asked, stopped, probes: probes.slice() };
  await checkpoint?.write(record);
  options.onStep?.(record, whole);
}

/** Progress of one probe as progress of the whole. */
function part({ onProgress, signal }: Watch, l: number, { steps, count }: SpectrumRecord): Watch {
  return {
    signal,
    onProgress:
      onProgress &&
      (({ done, unit }) => onProgress({ done: l * steps + done, total: count * steps, unit })),
  };
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

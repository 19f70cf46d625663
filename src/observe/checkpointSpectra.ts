/**
 * One spectrum of the Hessian per checkpoint of a training run, several at the same time: checkpoints do not
 * know of each other, so workers exchange nothing (the level L3 of parallel stochastic Lanczos, docs/design.md).
 * Every spectrum has the same probes, so that what changes from one to the next is the network.
 */
import { checkInteger } from "../core/check.js";
import type { Watch } from "../core/progress.js";
import { overLanes } from "../objective/overLanes.js";
import type { Objective } from "../objective/objective.js";
import { hessian } from "../operators/hessian.js";
import { spectrum, type Spectrum, type SpectrumOptions } from "../spectrum/spectrum.js";

/** Parameters at a moment of training. */
export interface Snapshot {
  readonly step: number;
  /** P numbers. */
  readonly theta: Float64Array;
}

export interface SnapshotSpectrum {
  readonly step: number;
  readonly spectrum: Spectrum;
}

type Kept = "steps" | "probes" | "seed" | "basis" | "memory";

export interface CheckpointSpectraOptions extends Watch, Pick<SpectrumOptions, Kept> {
  /** Threads that share the checkpoints, two at the same time on each; default 1, the calling thread. The bytes are the same. */
  readonly workers?: number;
  /**
   * Where to keep what is there: the files `path`.0, `path`.1, … are checkpoints of `spectrum`, with their
   * vectors beside them. What lies there is gone on from.
   */
  readonly checkpoint?: string;
  /** As each is ready; the order may be another than that of the steps. */
  readonly onSpectrum?: (found: SnapshotSpectrum) => void;
}

/** @returns In the order of the snapshots, each labelled `step n`. Costs snapshots × probes × steps products. */
export async function checkpointSpectra(
  f: Objective,
  snapshots: readonly Snapshot[],
  options: CheckpointSpectraOptions = {},
): Promise<SnapshotSpectrum[]> {
  const { workers = 1, checkpoint, onSpectrum, onProgress, signal, ...settings } = options;
  checkInteger("checkpointSpectra", "number of snapshots", snapshots.length, 1);
  const one = async (g: Objective, { step, theta }: Snapshot, i: number, stop: AbortSignal) => {
    const matrix = hessian(g, theta);
    try {
      const path = checkpoint === undefined ? {} : { checkpoint: `${checkpoint}.${i}` };
      const found = await spectrum(matrix, {
        ...settings,
        ...path,
        label: `step ${step}`,
        signal: stop,
      });
      stop.throwIfAborted(); // a part is on the disk, and no result
      return { step, spectrum: found };
    } finally {
      matrix.close();
    }
  };
  const onResult = onSpectrum && ((found: SnapshotSpectrum) => onSpectrum(found));
  const watch = { onProgress, signal, onResult, unit: "spectra" };
  return overLanes(f, workers, snapshots, one, watch);
}

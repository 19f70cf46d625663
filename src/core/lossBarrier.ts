/**
 * What the loss rises above the straight line between its ends: the height of the mountain on the way from one
 * minimum to another. Frankle, Dziugaite, Roy and Carbin (2020), arXiv:1912.05671, §2.
 */
export interface LossBarrier {
  /** Greatest loss − line, ≥ 0; 0 where the loss is nowhere above it. */
  readonly height: number;
  /** Where on the path; the first place where there is no barrier. */
  readonly at: number;
  /** Greatest loss on the path / greater loss of the two ends, ≥ 1 for losses > 0. */
  readonly ratio: number;
}

/** @param t Ascending places on the path, with the ends. */
export function lossBarrier(t: ArrayLike<number>, loss: ArrayLike<number>): LossBarrier {
  const last = t.length - 1;
  const slope = (loss[last] - loss[0]) / (t[last] - t[0]);
  let [height, at, greatest] = [0, t[0], loss[0]];
  for (let i = 0; i <= last; i++) {
    const rise = i === last ? 0 : loss[i] - (loss[0] + slope * (t[i] - t[0]));
    if (rise > height) [height, at] = [rise, t[i]];
    greatest = Math.max(greatest, loss[i]);
  }
  return { height, at, ratio: greatest / Math.max(loss[0], loss[last]) };
}

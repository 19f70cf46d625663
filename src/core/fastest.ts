/**
 * The fastest of several ways to do the same thing, found by trying them one after the other: the
 * least of three runs counts, what is slower is closed at once, and what fails is left out.
 */
export interface Way<T> {
  readonly name: string;
  /** Makes it ready; first runs, which are slower than later ones, belong here. */
  open(): Promise<T>;
  run(opened: T): Promise<unknown>;
  close(opened: T): Promise<void>;
}

export interface Fastest<T> {
  /** Its place in the list. */
  readonly place: number;
  readonly name: string;
  /** It stays open. */
  readonly opened: T;
  /** Milliseconds by name, of all that did not fail. */
  readonly times: ReadonlyMap<string, number>;
}

const repetitions = 3;

/** Slow ways are told apart by fewer runs: none begins after so many milliseconds. */
const patience = 500;

/**
 * Where all fail, the first error is thrown.
 * @param margin Part of the first one's time by which another must be faster to be chosen.
 */
export async function fastest<T>(ways: readonly Way<T>[], margin = 0): Promise<Fastest<T>> {
  const times = new Map<string, number>();
  const failures: unknown[] = [];
  let best: { readonly place: number; readonly opened: T } | undefined;
  let limit = Infinity;
  for (const [place, way] of ways.entries()) {
    try {
      const { opened, time } = await tried(way);
      times.set(way.name, time);
      const loser = time < limit ? best : { place, opened };
      if (time < limit) {
        best = { place, opened };
        limit = place === 0 ? (1 - margin) * time : time;
      }
      if (loser) await ways[loser.place].close(loser.opened);
    } catch (error) {
      failures.push(error);
    }
  }
  if (best) return { ...best, name: ways[best.place].name, times };
  throw failures[0];
}

/** Such as `onnx chosen (1.80 ms; tensorflow 2.60 ms)`. */
export function verdict({ name, times }: Fastest<unknown>): string {
  const told = [...times].flatMap(([other, time]) =>
    other === name ? [] : [`; ${other} ${milliseconds(time)}`],
  );
  return `${name} chosen (${milliseconds(times.get(name))}${told.join("")})`;
}

async function tried<T>(way: Way<T>): Promise<{ readonly opened: T; readonly time: number }> {
  const opened = await way.open();
  try {
    let [time, spent] = [Infinity, 0];
    for (let i = 0; i < repetitions && spent < patience; i++) {
      const start = performance.now();
      await way.run(opened);
      const took = performance.now() - start;
      time = Math.min(time, took);
      spent += took;
    }
    return { opened, time };
  } catch (error) {
    await way.close(opened);
    throw error;
  }
}

const milliseconds = (time = NaN): string => `${time.toFixed(time < 10 ? 2 : 0)} ms`;

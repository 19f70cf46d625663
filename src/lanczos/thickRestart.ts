/**
 * Thick-restart Lanczos: when the basis is full, the Ritz vectors that matter are kept, the others
 * forgotten, and the run goes on (Wu and Simon 2000, doi:10.1137/S0895479898334605).
 *
 * A Krylov space holds one vector of each eigenspace and nothing that its start does not see. So, when all
 * wanted pairs have converged, they are locked and a run begins from a random vector orthogonal to
 * them. It finds further copies and what was missed; then these are locked, too, and there is another
 * run. The search ends when a run shows that nothing is missing: missProbability bounds the risk of an
 * unseen one by 1e-6, or the run's extreme Ritz pairs have converged and are not wanted.
 */
import { random } from "../core/random.js";
import type { Candidate, KrylovSpace } from "./krylovSpace.js";
import { missProbability } from "./missProbability.js";
import { byPreference, restInterval, type End, type Ranked } from "./wanted.js";

export interface Search {
  readonly which: End;
  readonly count: number;
  readonly seed: number;
  /** Whether to look for what is missing. */
  readonly verify: boolean;
  /** No product is begun after so many. */
  readonly products: number;
  /** Two values are the same within tolerance·‖A‖. */
  readonly tolerance: number;
  /** Asked after each product; false ends the search. */
  readonly proceed: () => Promise<boolean>;
}

export interface Found {
  /** At most `count`, the most wanted first. */
  readonly pairs: readonly Candidate[];
  readonly stopped: "converged" | "unverified" | "budget" | "aborted";
}

const risk = 1e-6;

/** @param start Where to begin; default a random vector. */
export async function thickRestart(
  space: KrylovSpace,
  search: Search,
  start?: Float64Array,
): Promise<Found> {
  const extent = { low: Infinity, high: -Infinity };
  let first = start;
  for (let runs = 0, due = 0; ;) {
    if (space.length >= due || !space.open || space.full) {
      const view = look(space, search, extent);
      if (view.complete && isVerified(space, search, view)) {
        return { pairs: view.wanted, stopped: search.verify ? "converged" : "unverified" };
      }
      advance(space, search, view);
      due = space.length + 1 + Math.floor(space.length / 10); // a look costs O(length³)
    }
    if (space.products >= search.products) {
      const { wanted: pairs, complete } = look(space, search, extent);
      return { pairs, stopped: complete ? "unverified" : "budget" };
    }
    if (!space.open) {
      await space.begin(first ?? randomVector(space.size, search.seed, runs));
      first = undefined;
      runs++;
    }
    await space.step();
    if (!(await search.proceed())) {
      return { pairs: look(space, search, extent).wanted, stopped: "aborted" };
    }
  }
}

/** Where Ritz values were seen. It does not shrink when Ritz vectors are forgotten. */
interface Extent {
  low: number;
  high: number;
}

type Rated = Candidate & Ranked;

interface View {
  /** In order of preference. */
  readonly ordered: readonly Rated[];
  readonly wanted: readonly Rated[];
  /** All wanted pairs have converged. */
  readonly complete: boolean;
  /** Those of the run, ascending. */
  readonly run: readonly Rated[];
  readonly extent: Readonly<Extent>;
}

function look(space: KrylovSpace, { which, count, tolerance }: Search, extent: Extent): View {
  const margin = tolerance * space.scale; // copies of a locked value do not replace it
  const candidates = space.candidates().map((pair) => {
    return { ...pair, handicap: pair.locked ? 0 : margin };
  });
  for (const { value } of candidates) {
    extent.low = Math.min(extent.low, value);
    extent.high = Math.max(extent.high, value);
  }
  const ordered = byPreference(which, candidates);
  const wanted = ordered.slice(0, count);
  const complete = wanted.length === count && wanted.every((pair) => isKnown(space, pair));
  return { ordered, wanted, complete, run: candidates.filter(({ locked }) => !locked), extent };
}

const isKnown = (space: KrylovSpace, { residual }: Candidate): boolean =>
  residual <= space.negligible;

/** What the next product needs: a new run, or room. */
function advance(space: KrylovSpace, { which, count }: Search, view: View): void {
  const fresh = view.wanted.filter(({ locked }) => !locked);
  if (!space.open || (view.complete && fresh.length > 0)) {
    const room = count + Math.floor((space.capacity - count) / 4); // further known ones help the next run
    space.lock(view.ordered.filter((pair) => isKnown(space, pair)).slice(0, room));
  } else if (space.full) {
    // Both ends of a magnitude must come to rest, even where all that are wanted lie at one.
    const rest = byPreference(which === "magnitude" ? "both" : which, view.run);
    const number = Math.max(1, fresh.length + Math.floor(0.4 * (rest.length - fresh.length)));
    const kept = [...new Set([...fresh, ...rest])];
    space.restart(kept.slice(0, Math.min(number, rest.length - 1)));
  }
}

/** Whether the run, which began at a random vector, leaves no room for an eigenvalue that is missing. */
function isVerified(space: KrylovSpace, search: Search, { wanted, run, extent }: View): boolean {
  if (!search.verify || space.exhausted) return true;
  if (run.length === 0 || wanted.some(({ locked }) => !locked)) return false;
  const [bottom, top] = [run[0], run[run.length - 1]];
  const chosen = wanted.map(({ value }) => value);
  const { low, high } = restInterval(search.which, chosen, search.tolerance * space.scale);
  return (
    isShown(space, high, top, extent.low - bottom.residual) &&
    isShown(space, low, bottom, extent.high + top.residual)
  );
}

/** That nothing lies beyond the bound, given the run's extreme pair and the other end of the spectrum. */
function isShown(space: KrylovSpace, bound: number, extreme: Candidate, opposite: number): boolean {
  if (!Number.isFinite(bound)) return true;
  const { steps, age } = space;
  const dimension = space.size - space.locked;
  const chance = missProbability(bound, { dimension, steps, ritz: extreme.value, opposite });
  if (chance <= risk) return true;
  // A pair can have a small residual from the start, as in a narrow bulk or a large null space.
  const grown = missProbability(1, { dimension, steps: age, ritz: 0, opposite: 0 }) <= risk;
  return isKnown(space, extreme) && (grown || !space.open);
}

function randomVector(size: number, seed: number, run: number): Float64Array {
  const stream = random(seed, `eigenpairs ${run}`);
  return Float64Array.from({ length: size }, () => stream.normal());
}

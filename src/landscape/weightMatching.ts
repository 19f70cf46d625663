/**
 * Orders of hidden units in which θ_b is most like θ_a: the greatest ⟨θ_a, π(θ_b)⟩, which is the least ‖θ_a − π(θ_b)‖.
 * For one layer with all others held that is a linear assignment problem, solved exactly in O(units³) (Kuhn 1955,
 * doi:10.1002/nav.3800020109); layers take turns until none gains any more.
 *
 * Turns begin with one sweep from the inputs on in which a layer looks only at what comes in, since what goes out is not
 * in order yet. So a network finds its own rearranged copy, whatever the orders were: incoming weights of the first layer are
 * those of the copy, then those of the second … The rest is a climb that can end in a local maximum, as the problem is NP-hard.
 * Ainsworth, Hayase and Srinivasa (2023), arXiv:2209.04836, §3.2, who begin with random turns.
 */
import { munkres } from "munkres";
import type { Partition } from "../core/partition.js";
import { layoutOf, type HiddenUnits, type UnitPlace } from "./hiddenUnits.js";
import { after, identity, rearrange, type Rearrangement } from "./rearrange.js";

export interface Matching {
  /** θ_b rearranged. */
  readonly theta: Float64Array;
  /** One for each group. */
  readonly rearrangements: readonly Rearrangement[];
}

export interface MatchingOptions {
  /** Whether units may change their sign. */
  readonly signs: boolean;
}

interface Turn {
  readonly partition: Partition;
  readonly group: HiddenUnits;
  readonly places: readonly UnitPlace[];
  readonly a: Float64Array;
  readonly b: Float64Array;
}

/** Gains below that share of the similarity are rounding. */
const rounding = 1e-12;

export function weightMatching(
  partition: Partition,
  groups: readonly HiddenUnits[],
  a: Float64Array,
  b: Float64Array,
  options: MatchingOptions,
): Matching {
  let theta = b;
  const rearrangements = groups.map(({ units }) => identity(units));
  const turn = (g: number, places: readonly UnitPlace[]): boolean => {
    const best = bestFor({ partition, group: groups[g], places, a, b: theta }, options);
    if (!best) return false;
    theta = rearrange(partition, groups[g], theta, best);
    rearrangements[g] = after(rearrangements[g], best);
    return true;
  };
  groups.forEach((_, g) => turn(g, incoming(groups, g)));
  // Similarity grows with each turn, and there are finitely many orders: this ends.
  for (let moved = true; moved;)
    moved = groups.map(({ places }, g) => turn(g, places)).includes(true);
  return { theta, rearrangements };
}

/** Places of a group whose other axes are in order already: no later group has a part in them. */
function incoming(groups: readonly HiddenUnits[], g: number): UnitPlace[] {
  const later = groups.slice(g + 1).flatMap(({ places }) => places.map((p) => p.parameter));
  return groups[g].places.filter(({ parameter }) => !later.includes(parameter));
}

/** What one group gains most by, or nothing. */
function bestFor(turn: Turn, { signs }: MatchingOptions): Rearrangement | undefined {
  const { units } = turn.group;
  const similarity = similarities(turn);
  const cost = similarity.map((row) => Array.from(row, (s) => -(signs ? Math.abs(s) : s)));
  const order = new Int32Array(units);
  for (const [i, j] of munkres(cost)) order[i] = j;
  const chosen = Array.from(order, (j, i) => similarity[i][j]);
  const turned = Float64Array.from(chosen, (s) => (signs && s < 0 ? -1 : 1));
  const gain = chosen.reduce((sum, s, i) => sum + turned[i] * s - similarity[i][i], 0);
  const size = chosen.reduce((sum, s) => sum + Math.abs(s), 0);
  return gain > rounding * size ? { order, signs: turned } : undefined;
}

/** ⟨unit i of a, unit j of b⟩ over all their entries. */
function similarities({ partition, group, places, a, b }: Turn): Float64Array[] {
  const { units } = group;
  const rows = Array.from({ length: units }, () => new Float64Array(units));
  for (const place of places) {
    const { parameter, outer, blocks, inner } = layoutOf(partition, group, place);
    for (let block = 0; block < outer * blocks; block++) {
      const start = parameter.offset + block * units * inner;
      for (let i = 0; i < units; i++)
        for (let j = 0; j < units; j++)
          rows[i][j] += product(a, start + i * inner, b, start + j * inner, inner);
    }
  }
  return rows;
}

function product(
  a: Float64Array,
  from: number,
  b: Float64Array,
  at: number,
  count: number,
): number {
  let sum = 0;
  for (let k = 0; k < count; k++) sum += a[from + k] * b[at + k];
  return sum;
}

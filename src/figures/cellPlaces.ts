/**
 * Where the nodes of a small directed graph stand and how its edges bend: from left to right by depth, the longest path
 * from a source; edges over more than one column and parallel ones bend out of each other's way.
 */
export interface Place {
  readonly x: number;
  readonly y: number;
}

export interface CellPlaces {
  readonly nodes: readonly Place[];
  /** Points of a curve for each edge. */
  readonly edges: readonly { readonly x: readonly number[]; readonly y: readonly number[] }[];
  readonly ranges: {
    readonly x: readonly [number, number];
    readonly y: readonly [number, number];
  };
}

interface Edge {
  readonly from: string;
  readonly to: string;
}

/** Points of an edge: a parabola looks smooth with these. */
const points = 15;

export function cellPlaces(nodes: readonly string[], edges: readonly Edge[]): CellPlaces {
  const index = new Map(nodes.map((name, i) => [name, i]));
  const ends = edges.map(({ from, to }): [number, number] => {
    const [a, b] = [index.get(from) ?? NaN, index.get(to) ?? NaN];
    if (a < b) return [a, b];
    const got = `${from} → ${to}`;
    throw new RangeError(
      `searchCellFigure: edges must lead forwards in the list of nodes, got ${got}`,
    );
  });
  const depths = nodes.map(() => 0);
  for (const [a, b] of ends.toSorted((one, other) => one[0] - other[0]))
    depths[b] = Math.max(depths[b], depths[a] + 1);
  const placed = nodes.map((_, i): Place => {
    const column = depths.flatMap((depth, j) => (depth === depths[i] ? [j] : []));
    return { x: depths[i], y: (column.length - 1) / 2 - column.indexOf(i) };
  });
  const curves = ends.map((pair, i) => bend(placed, pair, offset(ends, i)));
  const ys = [...placed.map(({ y }) => y), ...curves.flatMap(({ y }) => y)];
  const [low, high] = [Math.min(...ys) - 0.3, Math.max(...ys) + 0.25];
  const range = (a: number, b: number): [number, number] => [tidy(a), tidy(b)];
  return {
    nodes: placed,
    edges: curves,
    ranges: { x: range(-0.35, Math.max(...depths) + 0.35), y: range(low, high) },
  };
}

/** Of parallel edges, the middle one has 0. */
function offset(ends: readonly (readonly [number, number])[], i: number): number {
  const same = ends.flatMap(([a, b], j) => (a === ends[i][0] && b === ends[i][1] ? [j] : []));
  return same.indexOf(i) - (same.length - 1) / 2;
}

/** Quadratic: its middle lies half of `height` off the straight line. */
function bend(placed: readonly Place[], [a, b]: readonly [number, number], parallel: number) {
  const [from, to] = [placed[a], placed[b]];
  const span = to.x - from.x;
  // Longer edges pass above or below the nodes between, in turn, so that neighbours part.
  const side = (a + b) % 2 === 0 ? 1 : -1;
  const height = side * 0.9 * (span - 1) + 0.42 * span ** 0.5 * parallel;
  const at = Array.from({ length: points }, (_, i) => i / (points - 1));
  return {
    x: at.map((t) => from.x + span * t),
    y: at.map((t) => from.y + (to.y - from.y) * t + 2 * height * t * (1 - t)),
  };
}

const tidy = (value: number): number => Number(value.toFixed(3));

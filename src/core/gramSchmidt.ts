/**
 * Classical Gram–Schmidt against rows in memory: in blocks that stay in the cache, four rows at a time,
 * so that the vector is read once for four of them. All sums are in float64.
 */
export interface Rows {
  readonly size: number;
  /** Where the numbers are read, block by block. */
  readonly rows: readonly Float64Array[];
  /** Makes the entries from … to readable; they then begin at the returned index of each row. */
  load(from: number, to: number): number;
}

/** 32 kB of the vector: it stays in the first-level cache while all rows pass by. */
export const blockLength = 4096;

/** r ← (I − QᵀQ) r once, in place. */
export function subtractProjection(store: Rows, r: Float64Array): void {
  const overlaps = groupsOf(store.rows).map((group) => ({ group, sums: new Float64Array(4) }));
  eachBlock(store, (begin, from, to) => {
    const part = begin === from ? r : r.subarray(from, to);
    for (const { group, sums } of overlaps)
      addOverlaps(group, part, begin, begin + to - from, sums);
  });
  eachBlock(store, (begin, from, to) => {
    const part = begin === from ? r : r.subarray(from, to);
    for (const { group, sums } of overlaps) subtract(group, sums, begin, begin + to - from, part);
  });
}

/** max |I − QQᵀ|: as much work as a quarter of what has made the rows orthogonal, in two passes. */
export function greatestOverlap(store: Rows): number {
  const groups = groupsOf(store.rows);
  const sums = store.rows.map((_, j) =>
    groups.slice(0, (j >> 2) + 1).map(() => new Float64Array(4)),
  );
  eachBlock(store, (begin, from, to) => {
    sums.forEach((row, j) =>
      row.forEach((four, g) =>
        addOverlaps(groups[g], store.rows[j], begin, begin + to - from, four),
      ),
    );
  });
  const defects = sums.map((row, j) =>
    row
      .flatMap((four) => [...four])
      .reduce((most, overlap, i) => {
        if (i > j) return most;
        return Math.max(most, Math.abs(overlap - (i === j ? 1 : 0)));
      }, 0),
  );
  return Math.max(0, ...defects);
}

function eachBlock(store: Rows, visit: (begin: number, from: number, to: number) => void): void {
  for (let from = 0; from < store.size; from += blockLength) {
    const to = Math.min(from + blockLength, store.size);
    visit(store.load(from, to), from, to);
  }
}

type Group = readonly [Float64Array, Float64Array, Float64Array, Float64Array];

function groupsOf(rows: readonly Float64Array[]): Group[] {
  const none = new Float64Array(rows.length % 4 === 0 ? 0 : rows[0].length); // what a last group lacks
  return Array.from({ length: Math.ceil(rows.length / 4) }, (_, g) => {
    const [a, b = none, c = none, d = none] = rows.slice(4 * g, 4 * g + 4);
    return [a, b, c, d];
  });
}

/** sums += Q·r over the entries from … to. */
function addOverlaps(
  [p, q, s, t]: Group,
  r: Float64Array,
  from: number,
  to: number,
  sums: Float64Array,
): void {
  let [a, b, c, d] = sums;
  for (let i = from; i < to; i++) {
    const x = r[i];
    a += p[i] * x;
    b += q[i] * x;
    c += s[i] * x;
    d += t[i] * x;
  }
  sums.set([a, b, c, d]);
}

/** r −= Qᵀ·sums over the same entries. */
export function subtract(
  [p, q, s, t]: Group,
  [a, b, c, d]: Float64Array,
  from: number,
  to: number,
  r: Float64Array,
): void {
  for (let i = from; i < to; i++) r[i] -= a * p[i] + b * q[i] + (c * s[i] + d * t[i]);
}

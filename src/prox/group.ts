/**
 * Groups of coordinates of θ that are kept or removed together: filters, neurons, tensors, operations, or what
 * a user lists. They are disjoint; a coordinate may be in none.
 */
export interface Group {
  /** Distinct among the groups of a map. */
  readonly name: string;
  /** Positions in θ, at least one. */
  readonly indices: Int32Array;
}

/** Throws on an empty group, a name or position that comes twice, a negative position. Returns the least P that holds all. */
export function checkGroups(caller: string, groups: readonly Group[]): number {
  const names = new Set<string>();
  let size = 0;
  for (const { name, indices } of groups) {
    if (names.has(name)) {
      throw new RangeError(`${caller}: names of groups must be distinct, got ${name} twice`);
    }
    names.add(name);
    if (indices.length === 0) {
      throw new RangeError(`${caller}: a group must not be empty, got ${name}`);
    }
    for (const i of indices) {
      if (i < 0) throw new RangeError(`${caller}: positions must be ≥ 0, got ${i} in ${name}`);
      if (i >= size) size = i + 1;
    }
  }
  checkDisjoint(caller, groups, size);
  return size;
}

function checkDisjoint(caller: string, groups: readonly Group[], size: number): void {
  const owners = new Int32Array(size).fill(-1);
  groups.forEach(({ name, indices }, k) => {
    for (const i of indices) {
      if (owners[i] >= 0) {
        const other = groups[owners[i]].name;
        throw new RangeError(
          `${caller}: groups must not overlap, got ${i} in ${other} and in ${name}`,
        );
      }
      owners[i] = k;
    }
  });
}

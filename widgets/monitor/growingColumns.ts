/** Rows of numbers that come one by one, column by column in memory that doubles when it is full. */
export class GrowingColumns<Name extends string> {
  readonly names: readonly Name[];
  #rows = 0;
  #columns: Float64Array[];

  constructor(names: readonly Name[]) {
    this.names = names;
    this.#columns = names.map(() => new Float64Array(64));
  }

  get length(): number {
    return this.#rows;
  }

  append(row: Readonly<Record<Name, number>>): void {
    if (this.#rows === this.#columns[0]?.length) this.#columns = this.#columns.map(doubled);
    this.names.forEach((name, i) => this.#columns[i]?.fill(row[name], this.#rows, this.#rows + 1));
    this.#rows++;
  }

  clear(): void {
    this.#rows = 0;
  }

  /** Copies of the rows from one on, in the order of the names. */
  since(from: number): readonly Float64Array[] {
    return this.#columns.map((column) => column.slice(from, this.#rows));
  }

  /** All rows, by name. */
  all(): Readonly<Record<Name, Float64Array>> {
    const columns = this.since(0);
    const entries = this.names.map((name, i) => [name, columns[i] ?? new Float64Array()]);
    return Object.fromEntries(entries) as Record<Name, Float64Array>;
  }
}

function doubled(column: Float64Array): Float64Array {
  const larger = new Float64Array(2 * column.length);
  larger.set(column);
  return larger;
}

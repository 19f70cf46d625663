/**
 * Shapes of tensors and the rules by which they combine.
 */
export type Shape = readonly number[];

/** Number of entries. */
export function sizeOf(shape: Shape): number {
  return shape.reduce((a, b) => a * b, 1);
}

export function sameShape(a: Shape, b: Shape): boolean {
  return a.length === b.length && a.every((d, i) => d === b[i]);
}

/** Shapes as people write them: [2,3]. */
export function printShape(shape: Shape): string {
  return `[${shape.join(",")}]`;
}

/** The common shape of two operands; axes align at the end and size 1 stretches (NumPy's rule). */
export function broadcast(caller: string, a: Shape, b: Shape): Shape {
  const rank = Math.max(a.length, b.length);
  return Array.from({ length: rank }, (_, i) => {
    const [x, y] = [a[i - rank + a.length] ?? 1, b[i - rank + b.length] ?? 1];
    if (x !== y && x !== 1 && y !== 1) {
      throw new RangeError(
        `${caller}: shapes must agree or be 1 on each axis, got ${printShape(a)} and ${printShape(b)}`,
      );
    }
    return x === 1 ? y : x;
  });
}

/** Axes along which `from` was stretched to `to`, as axes of `to`. */
export function stretchedAxes(from: Shape, to: Shape): number[] {
  const lead = to.length - from.length;
  return to.flatMap((d, i) => (i < lead || (from[i - lead] === 1 && d !== 1) ? [i] : []));
}

/** Sizes after reducing `axes`, which stay with size 1. */
export function reducedShape(shape: Shape, axes: readonly number[]): Shape {
  return shape.map((d, i) => (axes.includes(i) ? 1 : d));
}

/** How far apart neighbours along each axis are in a row-major array. */
export function stridesOf(shape: Shape): number[] {
  const strides = new Array<number>(shape.length).fill(1);
  for (let i = shape.length - 2; i >= 0; i--) strides[i] = strides[i + 1] * shape[i + 1];
  return strides;
}

/** [1, …, 1, …shape] with `rank` axes. */
export function withRank(shape: Shape, rank: number): Shape {
  return [...new Array<number>(rank - shape.length).fill(1), ...shape];
}

export function inversePermutation(permutation: readonly number[]): number[] {
  return permutation.map((_, i) => permutation.indexOf(i));
}

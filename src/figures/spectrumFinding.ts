/** What a density figure states in words: what stands apart from the bulk, and how surely. */
import type { Atom, QuadratureInput } from "./densityInput.js";
import { short } from "./describe.js";

/** Such as `9 eigenvalues above the bulk, largest 2.75 ± 0.01`; what follows ± is the residual. */
export function spectrumFinding(
  probes: readonly QuadratureInput[],
  atoms: readonly Atom[],
): string {
  const centre = meanEigenvalue(probes);
  const above = atoms.filter(({ value }) => value > centre);
  const below = atoms.filter(({ value }) => value <= centre);
  const found = [
    ...(above.length > 0 ? [side(above, "above", "largest", (a, b) => b.value - a.value)] : []),
    ...(below.length > 0 ? [side(below, "below", "least", (a, b) => a.value - b.value)] : []),
  ];
  if (found.length > 0) return found.join("; ");
  return `no eigenvalue stands apart from the bulk, largest Ritz value ${largestRitz(probes)}`;
}

function side(
  atoms: readonly Atom[],
  where: string,
  extreme: string,
  order: (a: Atom, b: Atom) => number,
): string {
  const [first] = atoms.toSorted(order);
  const eigenvalues = atoms.length === 1 ? "eigenvalue" : "eigenvalues";
  return `${atoms.length} ${eigenvalues} ${where} the bulk, ${extreme} ${withError(first.value, first.residual)}`;
}

/** A value to the digits that its error leaves, with one digit of the error. */
export function withError(value: number, error: number): string {
  return error > 0 ? `${short(value)} ± ${Number(error.toPrecision(1))}` : short(value);
}

/** The mean over the probes' distributions: the trace over P. */
function meanEigenvalue(probes: readonly QuadratureInput[]): number {
  const means = probes.map(({ nodes, weights }) =>
    nodes.reduce((sum, node, j) => sum + node * weights[j], 0),
  );
  return means.reduce((a, b) => a + b, 0) / means.length;
}

function largestRitz(probes: readonly QuadratureInput[]): string {
  const ends = probes.map(({ nodes, residuals }) => ({
    node: nodes[nodes.length - 1],
    residual: residuals[nodes.length - 1],
  }));
  const { node, residual } = ends.reduce((a, b) => (b.node > a.node ? b : a));
  return withError(node, residual);
}

/**
 * What a film shows between two moments: the density is linear between them. The i-th outlier from an end of the spectrum moves
 * to the i-th, as ordered eigenvalues do, which are continuous in the parameters; one without a counterpart grows out of
 * nothing or vanishes. Words stay those of the moment before: they are measured.
 */
import type { Atom, DensityCurve } from "../figures/densityInput.js";
import type { FilmMoment } from "../figures/filmMoments.js";

/** @param t In [0, 1]: 0 is `a`, 1 is `b`. Their curves have one grid. */
export function betweenMoments(a: FilmMoment, b: FilmMoment, t: number): FilmMoment {
  const step = mixer(t)(a.step, b.step);
  return { ...a, step, curve: a.curve && b.curve && curveBetween(a.curve, b.curve, t) };
}

const mixer =
  (t: number) =>
  (x: number, y: number): number =>
    (1 - t) * x + t * y;

function curveBetween(a: DensityCurve, b: DensityCurve, t: number): DensityCurve {
  const mix = mixer(t);
  const mixed = (key: "density" | "lower" | "upper"): Float64Array =>
    a[key].map((value, i) => mix(value, b[key][i]));
  return {
    grid: a.grid,
    density: mixed("density"),
    lower: mixed("lower"),
    upper: mixed("upper"),
    width: a.width,
    atoms: [...atomsBetween(a, b, t, 1), ...atomsBetween(a, b, t, -1)],
    ...(a.zero && b.zero && { zero: zeroBetween(a.zero, b.zero, t) }),
  };
}

type Zero = NonNullable<DensityCurve["zero"]>;

function zeroBetween(a: Zero, b: Zero, t: number): Zero {
  const mix = mixer(t);
  const mass = {
    value: mix(a.mass.value, b.mass.value),
    lower: mix(a.mass.lower, b.mass.lower),
    upper: mix(a.mass.upper, b.mass.upper),
  };
  return { mass, below: mix(a.below, b.below) };
}

/** Those of one sign, from the end inwards. */
function atomsBetween(a: DensityCurve, b: DensityCurve, t: number, sign: 1 | -1): Atom[] {
  const mix = mixer(t);
  const outwards = ({ atoms }: DensityCurve): Atom[] =>
    atoms
      .filter(({ value }) => (sign > 0 ? value > 0 : value <= 0))
      .sort((x, y) => sign * (y.value - x.value));
  const [from, to] = [outwards(a), outwards(b)];
  return Array.from({ length: Math.max(from.length, to.length) }, (_, i) => {
    const [x, y] = [from.at(i) ?? vanished(to[i]), to.at(i) ?? vanished(from[i])];
    return {
      value: mix(x.value, y.value),
      mass: mix(x.mass, y.mass),
      residual: Math.max(x.residual, y.residual),
    };
  });
}

const vanished = (atom: Atom): Atom => ({ ...atom, mass: 0 });

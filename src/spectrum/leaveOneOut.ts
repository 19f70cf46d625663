/**
 * All leave-one-out estimates of XTrace in O(k³), without touching a vector of length n again.
 *
 * With Y = A Ω = Q R, H = QᵀA Q and W = QᵀΩ, the basis Q₍ᵢ₎ of the products without the i-th is Q without the
 * direction sᵢ, the unit vector orthogonal to all other columns of R: Rᵀsᵢ ∝ eᵢ. For
 *
 *   tᵢ = tr(Q₍ᵢ₎ᵀA Q₍ᵢ₎) + c · vᵀA v,   v = (I − Q₍ᵢ₎Q₍ᵢ₎ᵀ) ωᵢ = ωᵢ − Q x,   x = wᵢ − sᵢ(sᵢᵀwᵢ),
 *
 * one needs vᵀA v = wᵢᵀrᵢ − 2xᵀrᵢ + xᵀH x and ‖v‖² = n − ‖x‖², because QᵀA ωᵢ = rᵢ for symmetric A. The factor
 * c = (n − rank Q₍ᵢ₎) / ‖v‖² takes out the random length of v.
 *
 * Leaving out a second one, j, takes the direction u = sⱼ − sᵢ(sᵢᵀsⱼ) away too: so the whole estimate from
 * all vectors but j is known, for each j.
 *
 * Epperly, Tropp and Webber (2024), arXiv:2301.07825, §2.1 and Supplement 1.
 */
import { axpy, dot, norm, scale } from "../core/vector.js";

export interface SketchedTrace {
  /** n, the order of A; ‖ωᵢ‖² = n. */
  readonly size: number;
  /** Columns of R; entries beyond the diagonal may be absent. */
  readonly r: readonly Float64Array[];
  /** Rows of the symmetric H. */
  readonly h: readonly Float64Array[]; // k × k
  /** Columns of W. */
  readonly w: readonly Float64Array[]; // k × k
}

export interface LeaveOneOut {
  /** tᵢ. Their mean is XTrace's estimate. */
  readonly estimates: Float64Array; // k
  /** The whole estimate from all vectors but the j-th; empty for k = 1. */
  readonly without: Float64Array;
}

export function leaveOneOut(sketched: SketchedTrace): LeaveOneOut {
  const k = sketched.r.length;
  const r = sketched.r.map((column) => padded(column, k));
  const lacking = r.map((_, i) => leaveOut(sketched, r, i));
  const { size } = sketched;
  const value = ({ inside, form, square }: Quadratic, rank: number): number =>
    inside + ((size - rank) / (size - square)) * form;
  return {
    estimates: Float64Array.from(lacking, (one) => value(one, k - 1)),
    without: Float64Array.from(k < 2 ? [] : lacking, (other, j) => {
      let sum = 0;
      lacking.forEach((one, i) => {
        if (i !== j) sum += value(leaveOutToo(one, other), k - 2);
      });
      return sum / (k - 1);
    }),
  };
}

/** What an estimate is made of. */
interface Quadratic {
  /** Trace on the basis. */
  readonly inside: number;
  /** vᵀA v. */
  readonly form: number;
  /** ‖x‖². */
  readonly square: number;
}

interface Lacking extends Quadratic {
  readonly s: Float64Array;
  readonly hs: Float64Array;
  readonly r: Float64Array;
  readonly x: Float64Array;
  readonly hx: Float64Array;
}

function leaveOut({ h, w }: SketchedTrace, r: readonly Float64Array[], i: number): Lacking {
  const s = opposite(r, i);
  const hs = times(h, s);
  const x = w[i].slice();
  axpy(-dot(s, x), s, x);
  const hx = times(h, x);
  const inside = h.reduce((sum, row, j) => sum + row[j], 0) - dot(s, hs);
  const form = dot(w[i], r[i]) - 2 * dot(x, r[i]) + dot(x, hx);
  return { inside, form, square: dot(x, x), s, hs, r: r[i], x, hx };
}

/**
 * Without another's direction too. The part u of it that is new is subtracted entry by entry: where both
 * are nearly parallel, products of the two would cancel.
 */
function leaveOutToo(
  { inside, form, square, s, hs, r, x, hx }: Lacking,
  other: Lacking,
): Quadratic {
  const overlap = dot(s, other.s);
  let [uu, ux, ur, uhx, uhu] = [0, 0, 0, 0, 0];
  for (let l = 0; l < s.length; l++) {
    const u = other.s[l] - overlap * s[l];
    uu += u * u;
    ux += u * x[l];
    ur += u * r[l];
    uhx += u * hx[l];
    uhu += u * (other.hs[l] - overlap * hs[l]);
  }
  const a = ux / uu;
  return {
    inside: inside - uhu / uu,
    form: form + 2 * a * (ur - uhx) + a * a * uhu,
    square: square - a * ux,
  };
}

/** The unit vector s with Rᵀs ∝ eᵢ, by forward substitution. */
function opposite(r: readonly Float64Array[], i: number): Float64Array {
  const s = new Float64Array(r.length);
  s[i] = 1 / r[i][i];
  for (let j = i + 1; j < r.length; j++)
    s[j] = -dot(r[j].subarray(i, j), s.subarray(i, j)) / r[j][j];
  return scale(1 / norm(s), s);
}

function times(rows: readonly Float64Array[], x: Float64Array): Float64Array {
  return Float64Array.from(rows, (row) => dot(row, x));
}

function padded(column: Float64Array, length: number): Float64Array {
  const full = new Float64Array(length);
  full.set(column.subarray(0, length));
  return full;
}

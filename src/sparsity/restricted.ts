/**
 * A symmetric matrix restricted to chosen coordinates: rows and columns S of A, by products with A,
 *
 *   A_SS v = Eᵀ A E v,   E the columns S of the identity.
 *
 * So that spectra can be looked at on the support of a sparse point and off it. Cost: that of A's products.
 */
import { checkInteger, checkLength } from "../core/check.js";
import { fingerprintOf, partsOf, sha256 } from "../core/fingerprint.js";
import { bytesOf } from "../core/littleEndian.js";
import type { SymmetricOperator } from "../operators/operator.js";

/** @param indices Distinct coordinates; their order is that of the new operator's rows. */
export function restricted(A: SymmetricOperator, indices: ArrayLike<number>): SymmetricOperator {
  const places = checkedPlaces(indices, A.size);
  const fill = (v: Float64Array): Float64Array => {
    checkLength("restricted", "v", v, places.length);
    const full = new Float64Array(A.size);
    places.forEach((place, i) => (full[place] = v[i]));
    return full;
  };
  const take = (full: Float64Array): Float64Array =>
    Float64Array.from(places, (place) => full[place]);
  const [applyExact, applyMany] = [A.applyExact?.bind(A), A.applyMany?.bind(A)];
  const [close, onThread] = [A.close?.bind(A), A.onThread?.bind(A)];
  return {
    size: places.length,
    apply: async (v) => take(await A.apply(fill(v))),
    ...(applyExact && { applyExact: async (v) => take(await applyExact(fill(v))) }),
    ...(applyMany && {
      applyMany: async (vectors) => (await applyMany(vectors.map(fill))).map(take),
    }),
    ...(A.relativeError !== undefined && { relativeError: A.relativeError }),
    ...(A.samples !== undefined && { samples: A.samples }),
    ...(close && { close }),
    ...(onThread && {
      onThread: () => {
        const own = onThread();
        return { operator: restricted(own.operator, places), close: () => own.close() };
      },
    }),
    get fingerprint() {
      if (A.fingerprint === undefined) return undefined;
      const coordinates = sha256(bytesOf(Float64Array.from(places)));
      return fingerprintOf({ ...partsOf(A.fingerprint), coordinates });
    },
  };
}

function checkedPlaces(indices: ArrayLike<number>, size: number): Int32Array {
  checkInteger("restricted", "number of indices", indices.length, 1, size);
  const seen = new Uint8Array(size);
  for (let i = 0; i < indices.length; i++) {
    const place = indices[i];
    checkInteger("restricted", `index ${i}`, place, 0, size - 1);
    if (seen[place]++)
      throw new RangeError(`restricted: indices must be distinct, got ${place} twice`);
  }
  return Int32Array.from(indices);
}

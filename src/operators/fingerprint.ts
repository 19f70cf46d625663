/**
 * What tells a matrix of an objective at θ from others: the objective's own parts, what matrix of it, θ,
 * and the options that can change its last bits.
 */
import { fingerprintOf, sha256 } from "../core/fingerprint.js";
import { bytesOf } from "../core/littleEndian.js";
import type { LinearizeOptions, Objective } from "../objective/objective.js";

/**
 * @param matrix Such as "hessian", with what else it depends on.
 * @returns A function that hashes when it is first called; θ is copied until then.
 */
export function lazyFingerprint(
  f: Objective,
  theta: Float64Array,
  matrix: string,
  { memory, products = Infinity }: LinearizeOptions,
): () => string | undefined {
  let at: Float64Array | undefined = theta.slice();
  let known: string | undefined;
  return () => {
    if (!at || !f.fingerprint) return known;
    const parameters = sha256(bytesOf(at));
    const own = fingerprintOf({
      matrix,
      parameters,
      ...(memory !== undefined && { memory: String(memory) }),
      ...(products <= 5 && { products: "few" }), // other programs, see LinearizeOptions
    });
    at = undefined;
    return (known = `${own}\n${f.fingerprint}`);
  };
}

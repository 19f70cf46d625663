/**
 * Random vectors on the sphere of radius √n: E z zᵀ = I, no direction preferred. Subspaces are made from
 * these: with signs, A·z takes so few values for a sparse A that its range would seem exhausted too early.
 */
import { random } from "../core/random.js";
import { norm, scale } from "../core/vector.js";

/** Vector number l of a purpose: each has a stream of its own, so that it can be drawn again. */
export function sphereProbe(size: number, seed: number, purpose: string, l: number): Float64Array {
  const stream = random(seed, `${purpose} ${l}`);
  const z = Float64Array.from({ length: size }, () => stream.normal());
  return scale(Math.sqrt(size) / norm(z), z);
}

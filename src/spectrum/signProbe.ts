/**
 * Random vectors of entries ±1 (Rademacher): E z zᵀ = I, and of all such vectors with independent
 * entries those whose zᵀA z varies least. Hutchinson (1989), doi:10.1080/03610918908812806.
 */
import { random } from "../core/random.js";

/** Vector number l of a purpose: each has a stream of its own, so that it can be drawn again. */
export function signProbe(size: number, seed: number, purpose: string, l: number): Float64Array {
  const signs = random(seed, `${purpose} ${l}`);
  const z = new Float64Array(size);
  for (let i = 0; i < size; i++) z[i] = signs.sign();
  return z;
}

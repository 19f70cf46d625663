/** Seeded standard normal numbers, one stream per purpose. */
import { random } from "../core/random.js";

export function normalVector(length: number, stream: string, seed = 0): Float64Array {
  const draw = random(seed, stream);
  return Float64Array.from({ length }, () => draw.normal());
}

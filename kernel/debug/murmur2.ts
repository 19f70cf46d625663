/**
 * MurmurHash2, 32 bits: the hash by which JupyterLab and a kernel name a cell by its code without asking each other.
 *
 * A. Appleby, 2008; the one hash method of Jupyter's debugInfo.
 */
const multiplier = 0x5bd1e995;

/** @returns An unsigned 32-bit number for the UTF-8 bytes of a text. */
export function murmur2(text: string, seed: number): number {
  const bytes = Buffer.from(text, "utf8");
  const whole = bytes.length - (bytes.length % 4);
  let hash = seed ^ bytes.length;
  for (let at = 0; at < whole; at += 4)
    hash = Math.imul(hash, multiplier) ^ mixed(bytes.readInt32LE(at));
  const rest = bytes.length - whole;
  if (rest > 0) hash = Math.imul(hash ^ bytes.readUIntLE(whole, rest), multiplier);
  hash = Math.imul(hash ^ (hash >>> 13), multiplier);
  return (hash ^ (hash >>> 15)) >>> 0;
}

function mixed(word: number): number {
  const spread = Math.imul(word, multiplier);
  return Math.imul(spread ^ (spread >>> 24), multiplier);
}

/**
 * What takes part in a comparison: something that can be timed and whose result can be looked at.
 */
export interface Contender {
  readonly name: string;
  /** "ours" and "tensorflow" (our programs run there) are compared with rivals; "detail" is shown only. */
  readonly side: "ours" | "tensorflow" | "detail" | "rival";
  /** Milliseconds of each of so many calls, measured where the call is made. */
  time(calls: number): Promise<readonly number[]>;
  /** The result as one flat vector in our order of parameters. */
  vector(): Promise<Float32Array>;
  release(): Promise<void>;
}

/** A contender in this process. */
export function localContender(
  name: string,
  side: Contender["side"],
  call: () => Promise<readonly ArrayLike<number>[]>,
  release: () => Promise<void>,
): Contender {
  return {
    name,
    side,
    async time(calls) {
      const milliseconds: number[] = [];
      for (let i = 0; i < calls; i++) {
        const start = performance.now();
        await call();
        milliseconds.push(performance.now() - start);
      }
      return milliseconds;
    },
    async vector() {
      const parts = await call();
      const flat = new Float32Array(parts.reduce((total, { length }) => total + length, 0));
      let offset = 0;
      for (const part of parts) {
        flat.set(part, offset);
        offset += part.length;
      }
      return flat;
    },
    release,
  };
}

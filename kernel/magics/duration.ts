/** Durations as people read them: three digits and a unit. */

const units: readonly (readonly [scale: number, name: string])[] = [
  [1, "s"],
  [1e-3, "ms"],
  [1e-6, "µs"],
  [1e-9, "ns"],
];

/** @param seconds Not negative. */
export function duration(seconds: number): string {
  if (seconds === 0) return "0 s";
  if (seconds >= 60) return `${Math.floor(seconds / 60)} min ${Math.round(seconds % 60)} s`;
  const [scale, name] = units.find(([size]) => seconds >= size) ?? units.at(-1)!;
  return `${Number((seconds / scale).toPrecision(3))} ${name}`;
}

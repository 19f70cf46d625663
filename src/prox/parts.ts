/**
 * A sum over disjoint parts of the one partition, r(x) = Σ r_k(x_k): each part has its own map, and what no pattern
 * means has `none`. The map of a part sees the part's parameters as one vector, in the order of the partition; a part in
 * one piece is a view of θ, others are copied together.
 */
import { checkLength } from "../core/check.js";
import type { Parameter, Partition } from "../core/partition.js";
import { matching } from "./matching.js";
import { none } from "./none.js";
import { checkMetric, type Metric, type ProximalMap } from "./proximalMap.js";

/** A map, or what makes it of the part: its parameters, laid from offset 0 on, as groups need them. */
export type PartMap = ProximalMap | ((part: Partition) => ProximalMap);

/**
 * @param maps By name, by name with `*`, or by role: `{ "*kernel": prox.l1(1e-4), bias: prox.l2Squared(1e-4) }`.
 */
export function parts(partition: Partition, maps: Readonly<Record<string, PartMap>>): ProximalMap {
  const taken = assigned(partition, Object.keys(maps));
  const given = Object.entries(maps).map(([pattern, map]) => {
    const own = partition.parameters.filter((p) => taken.get(p) === pattern);
    return part(own, typeof map === "function" ? map(laidOut(own)) : map);
  });
  const rest = partition.parameters.filter((p) => !taken.has(p));
  const all = rest.length > 0 ? [...given, part(rest, none())] : given;
  const names = Object.keys(maps).map((pattern, k) => `${pattern}: ${given[k].map.name}`);
  return sumOf(`parts(${names.join(", ")})`, partition.size, all);
}

function sumOf(name: string, size: number, all: readonly Part[]): ProximalMap {
  const check = (x: Float64Array): void => checkLength(`prox.${name}`, "x", x, size);
  const tauOf = (tau: Metric, { take }: Part): Metric =>
    typeof tau === "number" ? tau : take(tau);
  const joined = (like: Float64Array, of: (part: Part) => Float64Array): Float64Array => {
    check(like);
    const whole = new Float64Array(size);
    for (const each of all) each.put(of(each), whole);
    return whole;
  };
  return {
    name,
    value(x) {
      check(x);
      return all.reduce((sum, { map, take }) => sum + map.value(take(x)), 0);
    },
    prox(z, tau) {
      checkMetric(name, tau, size);
      return joined(z, (p) => p.map.prox(p.take(z), tauOf(tau, p)));
    },
    stationarity: (x, gradient) =>
      joined(x, ({ map, take }) => map.stationarity(take(x), take(gradient))),
  };
}

/** Which pattern each parameter belongs to. */
function assigned(
  partition: Partition,
  patterns: readonly string[],
): ReadonlyMap<Parameter, string> {
  const taken = new Map<Parameter, string>();
  for (const pattern of patterns) {
    for (const parameter of matching(partition, pattern, "prox.parts")) {
      const other = taken.get(parameter);
      if (other !== undefined) {
        throw new RangeError(
          `prox.parts: patterns must not overlap, got ${other} and ${pattern} for ${parameter.name}`,
        );
      }
      taken.set(parameter, pattern);
    }
  }
  return taken;
}

interface Part {
  readonly map: ProximalMap;
  /** The part of a vector over θ; a view where it is in one piece. */
  readonly take: (x: Float64Array) => Float64Array;
  readonly put: (from: Float64Array, to: Float64Array) => void;
}

function part(own: readonly Parameter[], map: ProximalMap): Part {
  const runs = runsOf(own);
  const size = runs.reduce((sum, { start, end }) => sum + end - start, 0);
  const take = (x: Float64Array): Float64Array => {
    if (runs.length === 1) return x.subarray(runs[0].start, runs[0].end);
    const y = new Float64Array(size);
    let at = 0;
    for (const { start, end } of runs) {
      y.set(x.subarray(start, end), at);
      at += end - start;
    }
    return y;
  };
  const put = (from: Float64Array, to: Float64Array): void => {
    let at = 0;
    for (const { start, end } of runs) {
      to.set(from.subarray(at, at + end - start), start);
      at += end - start;
    }
  };
  return { map, take, put };
}

/** Neighbours joined. */
function runsOf(own: readonly Parameter[]): readonly { start: number; end: number }[] {
  const runs: { start: number; end: number }[] = [];
  for (const { offset, size } of own) {
    const last = runs.at(-1);
    if (last?.end === offset) last.end += size;
    else runs.push({ start: offset, end: offset + size });
  }
  return runs;
}

/** The same parameters one after the other, from offset 0 on. */
function laidOut(own: readonly Parameter[]): Partition {
  let size = 0;
  const parameters = own.map((p) => {
    const offset = size;
    size += p.size;
    return { ...p, offset };
  });
  return { size, parameters };
}

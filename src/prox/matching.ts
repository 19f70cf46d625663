/**
 * The parameters that a pattern means: a name (`dense1/kernel`), a name with `*` for any characters (`*kernel`,
 * `conv*`, `*`), or a role (`weight`, `bias`, `scale`).
 */
import type { Parameter, Partition, Role } from "../core/partition.js";

const roles: Readonly<Record<Role, true>> = { weight: true, bias: true, scale: true };

/**
 * @param caller Named in errors.
 * @throws Where nothing matches, and where a role is also the name of a parameter.
 */
export function matching(
  { parameters }: Partition,
  pattern: string,
  caller: string,
): readonly Parameter[] {
  const named = parameters.filter(({ name }) => fits(name, pattern));
  const ofRole = parameters.filter(({ role }) => role === pattern);
  if (named.length > 0 && pattern in roles) {
    throw new RangeError(`${caller}: a pattern must be a name or a role, got ${pattern}, the name of a parameter too`); // prettier-ignore
  }
  const found = named.length > 0 ? named : ofRole;
  if (found.length > 0) return found;
  const known = parameters.map(({ name }) => name).join(", ");
  throw new RangeError(`${caller}: a pattern must match one of ${known} or a role, got ${pattern}`);
}

/** What any of the patterns means, in the partition's order, each parameter once. */
export function matchingAny(
  partition: Partition,
  patterns: string | readonly string[],
  caller: string,
): readonly Parameter[] {
  const list = typeof patterns === "string" ? [patterns] : patterns;
  const found = new Set(list.flatMap((pattern) => matching(partition, pattern, caller)));
  return partition.parameters.filter((p) => found.has(p));
}

/** Whether the parts between the stars come one after the other, the first at the start and the last at the end. */
function fits(name: string, pattern: string): boolean {
  const [start, ...rest] = pattern.split("*");
  const end = rest.pop();
  if (end === undefined) return name === pattern;
  if (!name.startsWith(start)) return false;
  let at = start.length;
  for (const part of rest) {
    const found = name.indexOf(part, at);
    if (found < 0) return false;
    at = found + part.length;
  }
  return name.length - end.length >= at && name.endsWith(end);
}

/**
 * A direction within the named parameters: all others stay as they are along it.
 */
import { checkInteger } from "../core/check.js";
import { select, type Partition } from "../core/partition.js";
import { checkDirection, type Direction } from "./direction.js";

/**
 * @param direction Of all P parameters, whose other entries become 0; or of the named ones alone, such as an eigenvector of
 *   `hessian(f, theta, { block: names })`, which is filled up with zeros and keeps its eigenvalue.
 */
export function restrictDirection(
  direction: Direction,
  partition: Partition,
  names: readonly string[],
): Direction {
  const caller = "restrictDirection";
  checkInteger(caller, "number of names", names.length, 1);
  const parts = select(partition, names, caller);
  const count = parts.reduce((total, { size }) => total + size, 0);
  const block = direction.vector.length === count && count < partition.size;
  const vector = new Float64Array(partition.size);
  checkDirection(caller, "direction", direction, block ? count : partition.size);
  let from = 0;
  for (const { offset, size } of parts) {
    const start = block ? from : offset;
    vector.set(direction.vector.subarray(start, start + size), offset);
    from += size;
  }
  const { eigenvalue, residual } = direction;
  const restricted: Direction = {
    label: `${direction.label} in ${parts.map(({ name }) => name).join(", ")}`,
    vector,
    ...(block && eigenvalue !== undefined && { eigenvalue }),
    ...(block && residual !== undefined && { residual }),
  };
  checkDirection(caller, "restricted direction", restricted, partition.size);
  return restricted;
}

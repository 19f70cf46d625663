/**
 * Whether what lies on the disk is part of the computation that is asked for. Another one is refused by the names of what
 * differs; where only the machine or a version is another, that is told.
 */
import { environment } from "./environment.js";
import { differences, type Parts } from "./fingerprint.js";
import { tellOnce } from "./tellOnce.js";

export interface Made {
  /** What the numbers depend on, to the last bit. */
  readonly identity: Parts;
  /** Where they were made. */
  readonly environment: Parts;
}

/**
 * @param name For messages: who reads what, `lossPlane: checkpoint plane.json`.
 * @param what Is computed, such as "surface".
 */
export function checkSameRun(name: string, what: string, there: Made, asked: Parts): void {
  const other = differences(there.identity, asked);
  if (other.length > 0) {
    const short = (value: string): string => value.replace(/(sha256 \w{16})\w+/, "$1…");
    const list = other.map(
      ({ name: part, values: [theirs, ours] }) => `${part} (${short(theirs)}, not ${short(ours)})`,
    );
    throw new RangeError(`${name} must be of the same ${what}, got another ${list.join(", ")}`);
  }
  const changed = differences(there.environment, { ...environment() });
  if (changed.length === 0) return;
  const list = changed.map(({ name: part, values }) => `${part} ${values.join(" → ")}`);
  tellOnce(`${name} elsewhere`, `${name} was computed elsewhere (${list.join(", ")}): last bits may differ`); // prettier-ignore
}

/**
 * What a run goes on from: results that are given or lie on the disk, after it is certain that they are
 * of the same matrix, computed in the same way. Anything else is refused by name, since it would give a
 * spectrum of neither. Where only the machine or a version is another, the last bits may differ: that is told.
 */
import { differences, partsOf, type Parts } from "../core/fingerprint.js";
import { tellOnce } from "../core/tellOnce.js";
import type { ProbeRecord, SpectrumRecord } from "./record.js";

/** Results by what they are called in messages. */
export type Earlier = Readonly<Record<string, SpectrumRecord | undefined>>;

/**
 * The probes that are there, from each result the one with more steps.
 * @param asked What is asked for now, without probes.
 */
export function earlierProbes(earlier: Earlier, asked: SpectrumRecord): ProbeRecord[] {
  const probes: ProbeRecord[] = [];
  for (const [name, record] of Object.entries(earlier)) {
    if (!record) continue;
    checkSame(name, record, asked);
    checkMore(name, "steps", record.steps, asked.steps);
    checkMore(name, "probes", record.probes.length, asked.count);
    record.probes.forEach((probe, l) => {
      const known = l in probes ? probes[l].diagonal.length : 0;
      if (probe.diagonal.length > known) probes[l] = probe;
    });
  }
  return probes;
}

/** Every step is there. */
export function isComplete({ stopped, diagonal }: ProbeRecord, steps: number): boolean {
  return stopped === "invariant-subspace" || (stopped === "steps" && diagonal.length === steps);
}

function checkSame(name: string, earlier: SpectrumRecord, asked: SpectrumRecord): void {
  const other = differences(identity(earlier), identity(asked));
  if (other.length === 0) return tellDoubts(name, earlier, asked);
  const list = other.map(
    ({ name: part, values: [theirs, ours] }) => `${part} (${short(theirs)}, not ${short(ours)})`,
  );
  throw new RangeError(
    `spectrum: ${name} must be of the same matrix, computed in the same way, got another ${list.join(", ")}`,
  );
}

function identity({ size, seed, basis, relativeError, fingerprint }: SpectrumRecord): Parts {
  const shared = { size: `${size}`, seed: `${seed}`, basis, relativeError: `${relativeError}` };
  return { ...(fingerprint === undefined ? {} : partsOf(fingerprint)), ...shared };
}

const short = (value: string): string => value.replace(/(sha256 \w{16})\w+/, "$1…");

function checkMore(name: string, what: string, earlier: number, asked: number): void {
  if (asked >= earlier) return;
  throw new RangeError(`spectrum: ${what} must be ≥ ${earlier}, those of ${name}, got ${asked}`);
}

function tellDoubts(name: string, earlier: SpectrumRecord, asked: SpectrumRecord): void {
  const tell = (doubt: string): void => tellOnce(`resume ${doubt}`, `spectrum: ${name} ${doubt}`);
  const [here] = asked.environments;
  const last = earlier.environments[earlier.environments.length - 1];
  const changed = differences({ ...last }, { ...here });
  if (changed.length > 0) {
    const list = changed.map(({ name: part, values }) => `${part} ${values.join(" → ")}`);
    tell(`was computed elsewhere (${list.join(", ")}): last bits may differ`);
  }
  if (asked.fingerprint === undefined) {
    tell("cannot be compared with the operator, which has no fingerprint");
  } else if (partsOf(asked.fingerprint)["executor"]?.startsWith("auto")) {
    tell('was computed by executor "auto", which may choose otherwise: last bits may differ');
  }
}

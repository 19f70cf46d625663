/**
 * What a run is to compute: what is asked for, else what the earlier run was asked for, else defaults.
 */
import { checkInteger } from "../core/check.js";
import { environment } from "../core/environment.js";
import type { BasisPrecision } from "../lanczos/plannedBasis.js";
import type { SymmetricOperator } from "../operators/operator.js";
import type { SpectrumRecord } from "./record.js";

export interface Asked {
  readonly steps?: number | undefined;
  readonly probes?: number | undefined;
  readonly seed?: number | undefined;
  readonly label?: string | undefined;
  readonly basis?: BasisPrecision | undefined;
}

/** A record without probes, of this machine. */
export function runSettings(
  operator: SymmetricOperator,
  asked: Asked,
  earlier: SpectrumRecord | undefined,
): SpectrumRecord {
  const { steps = earlier?.steps ?? 80, probes = earlier?.count ?? 10 } = asked;
  const { seed = earlier?.seed ?? 0, label = earlier?.label ?? "" } = asked;
  checkInteger("spectrum", "steps", steps, 1);
  checkInteger("spectrum", "probes", probes, 1);
  checkInteger("spectrum", "seed", seed, 0);
  return {
    label,
    size: operator.size,
    samples: operator.samples,
    seed,
    steps: Math.min(steps, operator.size),
    count: probes,
    basis: asked.basis ?? earlier?.basis ?? "float64",
    relativeError: operator.relativeError ?? 1e-13,
    fingerprint: operator.fingerprint,
    environments: [environment()],
    stopped: "unfinished",
    probes: [],
  };
}

/** With those of the earlier run, each once. */
export function withEnvironments(
  settings: SpectrumRecord,
  earlier: SpectrumRecord | undefined,
): SpectrumRecord {
  const all = [...(earlier?.environments ?? []), ...settings.environments];
  const texts = all.map((one) => JSON.stringify(one));
  return { ...settings, environments: all.filter((_, i) => texts.indexOf(texts[i]) === i) };
}

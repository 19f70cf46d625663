/**
 * The closed forms on this machine, through every executor that loads: about fifteen seconds, a third
 * of it the plain loops of the reference. A missing optional executor is skipped, a broken one fails.
 */
import { tick, type Watch } from "../core/progress.js";
import { executorByName, type ExecutorName } from "../execute/choose.js";
import type { ClosedForm, Place } from "./closedForm.js";
import { closedForms } from "./closedForms/closedForms.js";
import { Diagnosis } from "./diagnosis.js";
import { failed, judged, messageOf, skipped, type Finding } from "./finding.js";

export interface NumericsOptions extends Watch {
  /** Default: all. */
  readonly executors?: readonly ExecutorName[];
  /** Told before a case begins. */
  readonly onCase?: ((name: string, executor: string) => void) | undefined;
}

const everyExecutor = ["reference", "onnx", "tensorflow", "tfjs"] as const;

export async function numerics({
  executors = everyExecutor,
  onCase,
  ...watch
}: NumericsOptions = {}): Promise<Diagnosis> {
  const findings: Finding[] = [];
  const places = executors.flatMap((name) => {
    const place = placeFor(name);
    if ("executor" in place) return [place];
    findings.push(place.finding);
    return [];
  });
  const total = places.length * closedForms.length;
  let done = 0;
  for (const form of closedForms) {
    for (const place of places) {
      onCase?.(form.name, place.executor);
      findings.push(...(await examined(form, place)));
      await tick(watch, ++done, total, "cases");
    }
  }
  return new Diagnosis(findings);
}

/** Where an executor computes, or why it does not. */
function placeFor(name: ExecutorName): Place | { readonly finding: Finding } {
  try {
    return { executor: name, precision: executorByName(name).precision };
  } catch (error) {
    return { finding: skipped("all closed forms", name, messageOf(error)) };
  }
}

async function examined(form: ClosedForm, place: Place): Promise<Finding[]> {
  try {
    const f = form.objective(place);
    const measured = await form.measure(f);
    await f.close();
    return measured.map((measurement) => judged(form.name, place.executor, measurement));
  } catch (error) {
    return [failed(form.name, place.executor, error)];
  }
}

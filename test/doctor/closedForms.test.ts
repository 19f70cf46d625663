/** Each closed form holds on every executor, and is missed by computations with known mistakes. */
import { expect, test } from "vitest";
import { plainBasis } from "../../src/core/basis.js";
import { scale } from "../../src/core/vector.js";
import type { ClosedForm, Place } from "../../src/doctor/closedForm.js";
import { closedForms } from "../../src/doctor/closedForms/closedForms.js";
import { law } from "../../src/doctor/closedForms/marchenkoPastur.js";
import { design, upperEdge } from "../../src/doctor/gaussianDesign.js";
import { judged } from "../../src/doctor/finding.js";
import type { Objective } from "../../src/objective/objective.js";
import { averagingBatches, spoiled } from "../support/brokenObjective.js";

const places: readonly Place[] = [
  { executor: "reference", precision: "float64" },
  { executor: "onnx", precision: "float32" },
  { executor: "tfjs", precision: "float32" },
];

const verdicts = async (form: ClosedForm, f: Objective): Promise<string[]> => {
  const measured = await form.measure(f);
  return measured.map((m) => {
    const { case: name, error, tolerance, verdict } = judged(form.name, "", m);
    return verdict === "pass" ? verdict : `${name}: ${error} > ${tolerance}`;
  });
};

test.each(
  closedForms.flatMap((form) =>
    places.map((place) => [form.name, place.executor, form, place] as const),
  ),
)("%s by %s", async (_, __, form, place) => {
  const f = form.objective(place);
  const found = await verdicts(form, f);
  await f.close();
  expect(found.filter((verdict) => verdict !== "pass")).toEqual([]);
});

const formOf = (name: string): ClosedForm => {
  const form = closedForms.find((candidate) => candidate.name === name);
  if (!form) throw new Error(`no closed form ${name}`);
  return form;
};

type Spoil = Parameters<typeof spoiled>[1];
const slightly: Spoil = (product) => scale(1 + 1e-4, product);
const twice: Spoil = (product) => scale(2, product);

test.each<[string, string, Spoil]>([
  ["linear regression", "a factor 1.0001", slightly],
  ["logistic regression", "a factor 1.0001", slightly],
  ["softmax regression", "a factor 1.0001", slightly],
  ["scalar chain", "a factor 1.0001", slightly],
  ["deep linear network", "a factor 1.0001", slightly],
  ["Gram recurrence", "a factor 1.0001", slightly],
  ["three eigenvalues", "a factor 1.0001", slightly],
  ["ghost trap", "a factor 1.0001", slightly],
  ["three eigenvalues", "one more eigenvalue", (p, v) => p.map((x, i) => (i === 0 ? x + v[0] : x))],
  ["scale invariance", "an absolute threshold", (p) => p.map((x) => (Math.abs(x) < 1e-9 ? 0 : x))],
  ["Marchenko–Pastur law", "the sum over two batches", twice],
  ["spike 3 over 1.5", "the sum over two batches", twice],
  ["spike 1.25 under 1.5", "the sum over two batches", twice],
])("%s finds %s", async (name, _, spoil) => {
  const form = formOf(name);
  for (const place of places.slice(0, 2)) {
    const f = form.objective(place);
    const found = await verdicts(form, spoiled(f, spoil));
    await f.close();
    expect(found.filter((verdict) => verdict !== "pass")).not.toEqual([]);
  }
});

test.each(["linear regression", "logistic regression", "softmax regression"])(
  "%s finds an average over batches instead of samples",
  async (name) => {
    const form = formOf(name);
    const averaged = averagingBatches(form.objective(places[0]), 8);
    expect(await verdicts(form, averaged)).toEqual([
      "pass", // the gradient
      expect.stringMatching(/: Hessian: 0\.\d+ > 1e-13/),
    ]);
  },
);

test("the ghost trap finds a Lanczos that forgets to reorthogonalize", async () => {
  const form = formOf("ghost trap");
  const f = form.objective(places[0]);
  const forgetful = {
    ...f,
    basis: (size: number) => Object.assign(plainBasis(size), { orthogonalize: () => undefined }),
  };
  const measured = await form.measure(forgetful);
  expect(measured.map(({ error }) => error)).toEqual([expect.anything(), Infinity, Infinity]);
  expect(measured[2].note).toMatch(/^\d{2,} values above the bulk instead of ten$/);
});

test("the Marchenko–Pastur law has total 1, mean 1 and variance γ", () => {
  const points = law();
  let [mean, square, before] = [0, 0, 0];
  points.forEach(([, F], i) => {
    const middle = i === 0 ? points[0][0] : (points[i][0] + points[i - 1][0]) / 2;
    mean += middle * (F - before);
    square += middle ** 2 * (F - before);
    before = F;
  });
  expect(before).toBeCloseTo(1, 12);
  expect(mean).toBeCloseTo(1, 5);
  expect(square - mean ** 2).toBeCloseTo(design.ratio, 5);
});

test("the mean of the largest eigenvalue is just below the edge of the bulk, where N and d are large", () => {
  const { mean, deviation } = upperEdge();
  const edge = (1 + Math.sqrt(design.ratio)) ** 2;
  expect(edge - mean).toBeGreaterThan(0);
  expect(edge - mean).toBeLessThan(2 * deviation);
});

import { expect, test } from "vitest";
import { closedForms } from "../../src/doctor/closedForms/closedForms.js";
import { failed, judged, skipped } from "../../src/doctor/finding.js";
import { numerics } from "../../src/doctor/numerics.js";

test("goes through all closed forms and tells where it is", async () => {
  const started: string[] = [];
  let last = "";
  const diagnosis = await numerics({
    executors: ["onnx"],
    onCase: (name, executor) => started.push(`${name} ${executor}`),
    onProgress: ({ done, total, unit }) => (last = `${done}/${total} ${unit}`),
  });
  expect(started).toEqual(closedForms.map(({ name }) => `${name} onnx`));
  expect(last).toBe(`${closedForms.length}/${closedForms.length} cases`);
  expect(diagnosis.passed).toBe(true);
  expect(diagnosis.findings.every(({ executor }) => executor === "onnx")).toBe(true);
});

test("an executor that is not there is skipped with the reason", async () => {
  const { findings, passed } = await numerics({ executors: ["tensorflow"] });
  expect(findings).toHaveLength(1);
  expect(findings[0]).toMatchObject({ executor: "tensorflow", verdict: "skipped" });
  expect(findings[0].note).toContain("npm install @tensorflow/tfjs-node");
  expect(passed).toBe(true);
});

test.each([
  [1, 2, "pass"],
  [2, 2, "pass"],
  [0, 0, "pass"],
  [2.1, 2, "fail"],
  [Infinity, 2, "fail"],
  [NaN, 2, "fail"],
])("an error of %d where %d is allowed: %s", (error, tolerance, verdict) => {
  expect(judged("a", "b", { error, tolerance }).verdict).toBe(verdict);
});

test("what throws has failed, and says what it said", () => {
  expect(failed("a", "b", new Error("broken"))).toMatchObject({ verdict: "fail", note: "broken" });
  expect(skipped("a", "b", "why")).toMatchObject({ verdict: "skipped", note: "why" });
});

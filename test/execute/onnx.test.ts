/** ONNX Runtime under the contract of executors, and the choice of one. */
import { describe, expect, test } from "vitest";
import { executorFor } from "../../src/execute/choose.js";
import { onnxExecutor } from "../../src/execute/onnx/onnx.js";
import { describeContract } from "../support/contract.js";
import { buildProgram, programs } from "../support/programs.js";

describe("blocked where the machine can", () => describeContract(() => onnxExecutor()));
describe("plain", () => describeContract(() => onnxExecutor({ blocked: false })));

test("the same program twice gives the same bytes", async () => {
  const program = programs.find(({ name }) => name === "conv padded")!; // in the table
  const { inputs, output, values } = buildProgram(program);
  const compiled = await onnxExecutor({ threads: 2 }).compile({ inputs, outputs: [output] });
  const [a, b] = [await compiled.run(values), await compiled.run(values)];
  expect(a[0]).toEqual(b[0]);
  await compiled.close();
});

test("the executor follows the precision, and a contradiction is told", () => {
  expect(executorFor("auto", "float32").name).toBe("onnx");
  expect(executorFor("auto", "float64").name).toBe("reference");
  expect(() => executorFor("onnx", "float64")).toThrow(
    "objective: executor onnx computes in float32, got precision float64",
  );
});

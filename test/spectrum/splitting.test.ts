/** A mean over all samples is one matrix, however its data are cut: converged eigenvalues do not move. */
import { afterAll, describe, expect, test } from "vitest";
import type { Precision } from "../../src/execute/executor.js";
import { eigenpairs } from "../../src/lanczos/eigenpairs.js";
import { objective } from "../../src/objective/objective.js";
import { hessian } from "../../src/operators/hessian.js";
import type { CurvatureOperator } from "../../src/operators/operator.js";
import { spectrum } from "../../src/spectrum/spectrum.js";
import { dataOf, networks, rows, type Network } from "../support/networks.js";

const cuts: readonly (number | readonly number[])[] = [
  6,
  5, // the last batch is smaller
  1,
  [1, 7, 4],
];

const open: { close(): Promise<void> }[] = [];
afterAll(() => Promise.all(open.map((f) => f.close())));

interface Cut {
  readonly batchSize: number | readonly number[];
  readonly workers?: number;
}

function matrixOf(network: Network, precision: Precision, cut: Cut): CurvatureOperator {
  const executor = precision === "float64" ? "reference" : "onnx";
  const f = objective({
    ...network.model,
    loss: "softmaxCrossEntropy",
    data: dataOf(network),
    precision,
    executor,
    ...cut,
  });
  open.push(f);
  return hessian(f, f.start);
}

describe.each(networks)("$name", (network) => {
  test.each([
    ["float64", 1e-12],
    ["float32", 1e-6],
  ] as const)("in %s, cuts move eigenvalues by less than %f of the largest", async (p, most) => {
    const whole = await greatest(matrixOf(network, p, { batchSize: rows }));
    for (const batchSize of cuts) {
      const values = await greatest(matrixOf(network, p, { batchSize }));
      values.forEach((value, i) =>
        expect(Math.abs(value - whole[i])).toBeLessThanOrEqual(most * Math.abs(whole[0])),
      );
    }
  });
});

test("two workers give the bits of one", async () => {
  const [one, two] = [1, 2].map((workers) =>
    matrixOf(networks[2], "float32", { batchSize: 3, workers }),
  );
  const nodes = async (matrix: CurvatureOperator) =>
    (await spectrum(matrix, { steps: 8, probes: 2 })).probes.map((probe) => [...probe.nodes]);
  expect(await nodes(two)).toEqual(await nodes(one));
});

/** The four greatest in magnitude, converged. */
async function greatest(matrix: CurvatureOperator): Promise<number[]> {
  const { values, status } = await eigenpairs(matrix, { count: 4, which: "magnitude" });
  expect(status).toBe("converged");
  return [...values];
}

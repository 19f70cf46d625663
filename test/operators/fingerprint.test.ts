/** Each thing that a matrix depends on changes its own part of the fingerprint, and nothing else does. */
import * as tf from "@tensorflow/tfjs";
import { beforeAll, describe, expect, test } from "vitest";
import { differences, fingerprintOf, partsOf, sha256 } from "../../src/core/fingerprint.js";
import { objective, type Objective } from "../../src/objective/objective.js";
import { dense } from "../../src/operators/dense.js";
import { fisher } from "../../src/operators/fisher.js";
import { empiricalFisher, gaussNewton, hessian } from "../../src/operators/hessian.js";
import type { SymmetricOperator } from "../../src/operators/operator.js";

beforeAll(() => tf.setBackend("cpu"));

const inputs = { values: Float64Array.from({ length: 12 }, (_, i) => Math.sin(i)), shape: [6, 2] };
const targets = { values: [0, 1, 2, 0, 1, 2], shape: [6] };
const parameters = {
  W: { values: [0.1, 0.2, 0.3, 0.4, 0.5, 0.6], shape: [2, 3] },
  b: { values: [0, 0, 0], shape: [3] },
};
interface Change {
  readonly scale?: readonly number[];
  readonly penalty?: number;
  readonly input?: number;
  readonly batchSize?: number;
  readonly workers?: number;
  readonly precision?: "float32";
  readonly name?: string;
}

function make({ scale = [1, 2, 3], input = 0, name = "b", ...change }: Change = {}): Objective {
  const { penalty, precision = "float64" as const, batchSize = 4, workers = 1 } = change;
  const values = inputs.values.slice();
  values[5] += input;
  return objective({
    parameters: { W: parameters.W, [name]: parameters.b },
    outputs: (p, x: tf.Tensor) =>
      tf.mul(tf.add(tf.matMul(x as tf.Tensor2D, p.W), p[name]), tf.tensor1d([...scale])),
    loss: "softmaxCrossEntropy",
    data: { inputs: { ...inputs, values }, targets },
    ...(penalty !== undefined && { penalty: (p) => tf.mul(penalty, tf.sum(tf.square(p.W))) }),
    batchSize,
    precision,
    workers,
    executor: precision === "float32" ? "onnx" : "reference",
  });
}

const parts = (operator: SymmetricOperator) => partsOf(operator.fingerprint ?? "");
const changed = (a: SymmetricOperator, b: SymmetricOperator): string[] =>
  differences(parts(a), parts(b)).map(({ name }) => name);

const f = make();
const H = hessian(f, f.start);

test.each<[Change, string[]]>([
  [{}, []],
  [{ workers: 2 }, []],
  [{ input: 1e-15 }, ["data"]],
  [{ scale: [1, 2, 3.001] }, ["program"]],
  [{ penalty: 0.5 }, ["program"]],
  [{ name: "c" }, ["program"]],
  [{ batchSize: 3 }, ["program", "batches"]],
  [{ batchSize: 6 }, ["program", "batches"]],
  [{ precision: "float32" }, ["data", "executor"]],
])("%j changes %j", (change, names) => {
  const g = make(change);
  expect(changed(H, hessian(g, g.start))).toEqual(names);
});

test("penalties differ", () => {
  const [g, h] = [make({ penalty: 0.5 }), make({ penalty: 0.25 })];
  expect(changed(hessian(g, g.start), hessian(h, h.start))).toEqual(["program"]);
});

describe("at one objective", () => {
  const theta = f.start.slice();
  theta[2] += 1e-15;
  test.each<[string, SymmetricOperator, string[]]>([
    ["another point", hessian(f, theta), ["parameters"]],
    ["Gauss–Newton", gaussNewton(f, f.start), ["matrix"]],
    ["Fisher is Gauss–Newton", fisher(f, f.start), ["matrix"]],
    ["empirical Fisher", empiricalFisher(f, f.start), ["matrix"]],
    ["drawn Fisher", fisher(f, f.start, { draws: 2 }), ["matrix"]],
    ["a block", hessian(f, f.start, { block: ["W"] }), ["matrix"]],
    ["other memory", hessian(f, f.start, { memory: 0 }), ["memory"]],
    ["few products", hessian(f, f.start, { products: 5 }), ["products"]],
    ["many products", hessian(f, f.start, { products: 800 }), []],
  ])("%s", (_, operator, names) => expect(changed(H, operator)).toEqual(names));

  test("blocks and draws are told apart", () => {
    const block = (name: string) => hessian(f, f.start, { block: [name] });
    expect(changed(block("W"), block("b"))).toEqual(["matrix"]);
    const drawn = (seed: number) => fisher(f, f.start, { draws: 2, seed });
    expect(changed(drawn(1), drawn(2))).toEqual(["matrix"]);
    expect(changed(drawn(1), fisher(f, f.start, { draws: 3, seed: 1 }))).toEqual(["matrix"]);
  });
});

test("is that of the point that was given, whatever becomes of the array, and outlives close", async () => {
  const g = make();
  const theta = g.start.slice();
  const operator = hessian(g, theta);
  theta.fill(7);
  await operator.apply(g.start);
  await g.close();
  expect(operator.fingerprint).toBe(H.fingerprint);
});

test("without data there is none", () => {
  const { W } = parameters;
  const plain = objective({ parameters: { W }, loss: (p) => tf.sum(tf.square(p.W)) });
  const { data, batches } = parts(hessian(plain, plain.start));
  expect([data, batches]).toEqual(["none", "none"]);
});

test("of given matrices: their entries", () => {
  const of = (x: number) => dense(Float64Array.of(1, 0, 0, x), 2);
  expect(of(2).fingerprint).toBe(of(2).fingerprint);
  expect(changed(of(2), of(3))).toEqual(["matrix"]);
});

describe("parts", () => {
  test("come back from the text", () => {
    const given = { matrix: "hessian", data: sha256("a: b", Float64Array.of(1)) };
    expect(partsOf(fingerprintOf(given))).toEqual(given);
  });

  test("a text without names is one part", () => {
    expect(partsOf("my matrix")).toEqual({ operator: "my matrix" });
  });

  test("that one side lacks differ from it", () => {
    expect(differences({ a: "1", b: "2" }, { b: "2", c: "3" })).toEqual([
      { name: "a", values: ["1", "none"] },
      { name: "c", values: ["none", "3"] },
    ]);
  });

  test("hashes see where one content ends and the next begins", () => {
    expect(sha256("ab", "c")).not.toBe(sha256("a", "bc"));
    expect(sha256("")).toMatch(/^sha256 [0-9a-f]{64}$/);
  });
});

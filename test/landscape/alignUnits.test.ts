/** Hidden units in another order: the same function, and the order is found again. */
import * as tf from "@tensorflow/tfjs";
import { beforeAll, describe, expect, test } from "vitest";
import { random } from "../../src/core/random.js";
import { alignUnits } from "../../src/landscape/alignUnits.js";
import { hiddenUnits, type HiddenUnits } from "../../src/landscape/hiddenUnits.js";
import { rearrange, type Rearrangement } from "../../src/landscape/rearrange.js";
import { lenet } from "../../src/models/lenet.js";
import { mlp } from "../../src/models/mlp.js";
import type { Model } from "../../src/models/model.js";
import { objective, type Objective } from "../../src/objective/objective.js";
import { predictor } from "../../src/objective/predictor.js";
import { normalVector } from "../support/matrices.js";

beforeAll(() => tf.setBackend("cpu"));

const nets = [
  { name: "MLP of three layers", model: mlp({ sizes: [6, 9, 8, 7, 3], activation: "relu" }), row: [6] },
  { name: "LeNet: conv, conv, flatten, dense", model: lenet({ activation: "relu", seed: 4 }), row: [28, 28, 1] },
] as const; // prettier-ignore

const rows = 3;
const inputsOf = (row: readonly number[]) => ({
  values: normalVector(rows * row.reduce((a, b) => a * b), 5),
  shape: [rows, ...row],
});

const objectiveOf = ({ model, row }: { model: Model; row: readonly number[] }) =>
  objective({
    ...model,
    loss: "softmaxCrossEntropy",
    data: { inputs: inputsOf(row), targets: { values: Int32Array.of(0, 1, 1), shape: [rows] } },
    precision: "float64",
  });

/** One for each layer. */
function drawn(groups: readonly HiddenUnits[], seed: number, signs = false): Rearrangement[] {
  return groups.map(({ name, units }) => {
    const stream = random(seed, `order ${name}`);
    const order = stream.permutation(units);
    return { order, signs: Float64Array.from(order, () => (signs ? stream.sign() : 1)) };
  });
}

const rearranged = (f: Objective, theta: Float64Array, how: readonly Rearrangement[]) =>
  hiddenUnits(f.partition).reduce(
    (at, group, g) => rearrange(f.partition, group, at, how[g]),
    theta,
  );

/** Biases are zero at the start: equal units would have no order to find. */
const generic = (f: Objective, seed = 8) => {
  const noise = normalVector(f.size, seed);
  return f.start.map((x, i) => x + 0.1 * noise[i]);
};

/** Multiples of 1/8: sums of their products are exact in any order. */
const dyadic = (x: number): number => Math.round(8 * x) / 8;

describe.each(nets)("$name", (net) => {
  const f = objectiveOf(net);
  const groups = hiddenUnits(f.partition);

  test("units in any order leave all outputs exactly as they are", async () => {
    const predict = predictor({ ...net.model, precision: "float64" });
    const { values, shape } = inputsOf(net.row);
    const inputs = { values: values.map(dyadic), shape };
    const theta = generic(f).map(dyadic);
    const moved = rearranged(f, theta, drawn(groups, 1));
    expect(moved).not.toEqual(theta);
    const before = await predict.outputs(theta, inputs);
    expect((await predict.outputs(moved, inputs)).values).toEqual(before.values);
    expect(before.values.every((z) => z !== 0)).toBe(true);
    await predict.close();
  });

  test("a network finds its own copy in another order, to the last bit", async () => {
    const theta = generic(f);
    for (const seed of [1, 2]) {
      const how = drawn(groups, seed);
      const copy = rearranged(f, theta, how);
      const found = await alignUnits(f, theta, copy);
      expect(found.theta).toEqual(theta);
      expect(found.distance.after).toBe(0);
      expect(found.distance.before).toBeGreaterThan(1);
      groups.forEach(({ name }, g) => {
        const { order } = found.rearrangements[name];
        expect(order.map((u) => how[g].order[u])).toEqual(order.map((_, i) => i)); // its inverse
      });
    }
  });

  test("another network comes nearer and computes what it did", async () => {
    const [a, b] = [generic(f), normalVector(f.size, 9).map((x) => 0.3 * x)];
    const kept = b.slice();
    const { theta, distance, loss } = await alignUnits(f, a, b);
    expect(distance.after).toBeLessThan(distance.before);
    expect(b).toEqual(kept);
    expect(theta.toSorted()).toEqual(b.toSorted()); // the same numbers
    expect(loss.after).toBeCloseTo(loss.before, 11);
  });
});

test("narrow layers with few inputs are found as well, whatever their orders were", async () => {
  const f = objectiveOf({ model: mlp({ sizes: [2, 6, 6, 6, 2], activation: "tanh" }), row: [2] });
  const groups = hiddenUnits(f.partition);
  for (let seed = 0; seed < 30; seed++) {
    const theta = generic(f, seed);
    const copy = rearranged(f, theta, drawn(groups, seed));
    expect((await alignUnits(f, theta, copy)).theta).toEqual(theta);
  }
});

test("units of tanh may change their signs as well, and are found with them", async () => {
  const f = objectiveOf({ model: lenet({ activation: "tanh" }), row: [28, 28, 1] });
  const groups = hiddenUnits(f.partition);
  const theta = generic(f);
  const copy = rearranged(f, theta, drawn(groups, 5, true));
  expect(await f.value(copy)).toBeCloseTo(await f.value(theta), 11);
  expect((await alignUnits(f, theta, copy, { signs: true })).theta).toEqual(theta);
  expect((await alignUnits(f, theta, copy)).distance.after).toBeGreaterThan(1);
});

test("the order that is found for one hidden layer is the best of all orders", async () => {
  const f = objectiveOf({
    model: mlp({ sizes: [6, 5, 3], activation: "relu" }),
    row: [6],
  });
  const [group] = hiddenUnits(f.partition);
  const [a, b] = [generic(f, 1), normalVector(f.size, 2)];
  const { distance } = await alignUnits(f, a, b);
  const all = permutations([0, 1, 2, 3, 4]).map((order) => {
    const how = { order: Int32Array.from(order), signs: new Float64Array(5).fill(1) };
    const moved = rearrange(f.partition, group, b, how);
    return Math.hypot(...a.map((x, i) => x - moved[i]));
  });
  expect(all.length).toBe(120);
  expect(distance.after).toBeCloseTo(Math.min(...all), 12);
});

function permutations(of: readonly number[]): number[][] {
  if (of.length === 0) return [[]];
  return of.flatMap((x) => permutations(of.filter((y) => y !== x)).map((rest) => [x, ...rest]));
}

test("what is no chain is told by the shapes, or by the loss", async () => {
  const f = objectiveOf(nets[0]);
  const [a, b] = [generic(f, 1), normalVector(f.size, 2)];
  await expect(alignUnits(f, a, b, { signs: true })).rejects.toThrow(
    /^alignUnits: the loss must stay the same when hidden units are rearranged, got/,
  );
  const [first] = hiddenUnits(f.partition);
  const half = [{ ...first, places: first.places.slice(0, 1) }];
  await expect(alignUnits(f, a, b, { units: half })).rejects.toThrow("loss must stay the same");
  const wrong = [{ ...first, units: 5 }];
  await expect(alignUnits(f, a, b, { units: wrong })).rejects.toThrow(
    "alignUnits: axis 1 of dense1/kernel must count 5 hidden units or a multiple of them, got shape [6,9]",
  );
});

import { expect, test } from "vitest";
import { partition } from "../../src/core/partition.js";
import { norm } from "../../src/core/vector.js";
import {
  adam, adamw, clipped, ista, sgd, withWeightDecay, type Optimizer,
} from "../../src/optimizers/index.js"; // prettier-ignore
import { l1 } from "../../src/prox/index.js";

const layer = partition([
  ["w", [1, 2]],
  ["b", [2]],
]);
const theta = Float64Array.of(1, -2, 3, -4);
const gradient = Float64Array.of(0.3, 0, 0, -0.4); // of length 0.5

const firstStep = (optimizer: Optimizer<unknown>): Float64Array =>
  optimizer.update(gradient, optimizer.init(theta), theta).step;

test("clipped gradients keep their direction and are no longer than the bound", () => {
  const plain = firstStep(sgd({ learningRate: 2 }));
  const short = firstStep(clipped(sgd({ learningRate: 2 }), { bound: 0.1 }));
  expect(norm(short)).toBeCloseTo(0.2, 15);
  short.forEach((s, i) => expect(s).toBeCloseTo(plain[i] / 5, 15));
  expect(firstStep(clipped(sgd({ learningRate: 2 }), { bound: 0.5 }))).toEqual(plain);
});

test("weight decay is the gradient of (λ/2)‖θ‖², on weights alone with a partition", () => {
  const optimizer = sgd({ learningRate: 1 });
  expect(firstStep(withWeightDecay(optimizer, { decay: 0.5 }))).toEqual(
    Float64Array.of(-0.8, 1, -1.5, 2.4),
  );
  expect(firstStep(withWeightDecay(optimizer, { decay: 0.5, partition: layer }))).toEqual(
    Float64Array.of(-0.8, 1, -0, 0.4),
  );
});

test("adamw's decay is beside Adam's step: −ηλθ, on weights alone with a partition", () => {
  const moments = { learningRate: 0.1 };
  const plain = firstStep(adam(moments));
  const all = firstStep(adamw({ ...moments, decay: 0.5 }));
  const weights = firstStep(adamw({ ...moments, decay: 0.5, partition: layer }));
  theta.forEach((x, i) => {
    expect(all[i]).toBeCloseTo(plain[i] - 0.05 * x, 15);
    expect(weights[i]).toBeCloseTo(plain[i] - (i < 2 ? 0.05 * x : 0), 15);
  });
});

test("they chain, and the proximal point of what is inside stays readable", () => {
  const inner = ista({ map: l1(0.05), learningRate: 1 });
  const optimizer = clipped(withWeightDecay(inner, { decay: 1 }), { bound: 1 });
  expect(optimizer.name).toBe(
    "clipped({ inner: withWeightDecay({ inner: ista({ map: l1(0.05), learningRate: 1, momentum: 0 }), " +
      "decay: 1, weightsOnly: false }), bound: 1 })",
  );
  const { state } = optimizer.update(gradient, optimizer.init(theta), theta);
  // θ − (g + θ) = −g, thresholded.
  const point = optimizer.proximalPoint?.(state) ?? [];
  [-0.25, 0, 0, 0.35].forEach((x, i) => expect(point[i]).toBeCloseTo(x, 15));
});

test("an optimizer of your own needs no name", () => {
  const own: Optimizer<object> = { init: () => ({}), update: (g, state) => ({ step: g, state }) };
  expect(clipped(own, { bound: 1 }).name).toBe("clipped({ inner: unnamed, bound: 1 })");
});

test.each([
  [() => clipped(sgd({ learningRate: 1 }), { bound: 0 }), "clipped: bound must be a finite number > 0, got 0"],
  [() => withWeightDecay(sgd({ learningRate: 1 }), { decay: -1 }), "withWeightDecay: decay must be a finite number ≥ 0, got -1"],
  [() => adamw({ decay: NaN }), "adamw: decay must be a finite number ≥ 0, got NaN"],
])("rejects what it cannot do: %#", (make, message) => {
  expect(make).toThrow(message);
}); // prettier-ignore

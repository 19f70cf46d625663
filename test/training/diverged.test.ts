/** What is not finite ends training, and what there was before is kept. */
import { expect, test } from "vitest";
import { outcomes } from "../../src/core/outcomes.js";
import type { Optimizer } from "../../src/optimizers/optimizer.js";
import { sgd } from "../../src/optimizers/sgd.js";
import { DivergedError } from "../../src/training/diverged.js";
import { train, type Trainable } from "../../src/training/train.js";

/** f(θ) = θ²/2 for one sample; what its loss is said to be can be spoiled. */
const parabola = (
  loss = (value: number): number => value,
  precision: "float32" | "float64" = "float64",
): Trainable => ({
  ...{ size: 1, samples: 1, start: Float64Array.of(1), precision },
  gradient: ([x]) => Promise.resolve({ value: loss((x * x) / 2), gradient: Float64Array.of(x) }),
});

/** θ ← −2 θ. */
const optimizer = sgd({ learningRate: 3 });

async function divergedFrom(
  f: Trainable,
  own: Optimizer<unknown> = optimizer,
  start?: Float64Array,
) {
  const options = { optimizer: own, epochs: 2000, ...(start && { start }) };
  const error: unknown = await train(f, options).catch((thrown: unknown) => thrown);
  if (!(error instanceof DivergedError)) throw new Error("it must diverge");
  const returned = await train(f, { ...options, onDivergence: "return" });
  expect(returned).toEqual(error.training);
  return { message: error.message, ...returned };
}

test("a loss that is not finite: parameters are those of the last finite loss", async () => {
  const spoiled = parabola((value) => (value > 100 ? NaN : value));
  const { message, theta, state, records, stopped } = await divergedFrom(spoiled);
  expect(message).toBe("train: loss must stay finite, got NaN in step 4; lower the rate");
  expect([...theta]).toEqual([-8]); // of 1 −2 4 −8 16, where the loss is 128
  expect(records.at(-1)).toEqual({ step: 3, epoch: 3, loss: 32 });
  expect(state).toMatchObject({ velocity: Float64Array.of(4) }); // the gradient in 4: before the step in −8
  expect(outcomes[stopped]).toMatch(/Lower the learning rate/);
});

test("parameters that are not finite: the step is not taken", async () => {
  const { message, theta, records } = await divergedFrom(parabola(() => 1));
  expect(message).toMatch(
    /^train: theta must stay finite, got -?Infinity at index 0 in step 102\d; lower the rate$/,
  );
  expect(Math.abs(theta[0])).toBe(2 ** (records.length - 1));
  const { theta: single } = await divergedFrom(parabola(() => 1, "float32"));
  expect(single[0]).toBe(-(2 ** 127)); // 2 ** 128 is infinite in float32
  const nothing: Optimizer<null> = {
    init: () => null,
    update: () => ({ step: Float64Array.of(NaN), state: null }),
  };
  const first = await divergedFrom(parabola(), nothing);
  expect(first.message).toContain("got NaN at index 0 in step 0");
  expect([...first.theta]).toEqual([1]);
});

test("a loss that is not finite from the start: the start is what there is", async () => {
  const { theta, records } = await divergedFrom(parabola(() => Infinity), optimizer, Float64Array.of(5)); // prettier-ignore
  expect([...theta]).toEqual([5]);
  expect(records).toEqual([]);
});

test("a training that ends well says so, and has the proximal point where there is one", async () => {
  const calm = sgd({ learningRate: 0.5 });
  const { stopped, ...rest } = await train(parabola(), { optimizer: calm, epochs: 3 });
  expect(outcomes[stopped]).toBe("All epochs were trained.");
  expect(rest).not.toHaveProperty("proximalPoint");
  const proximal = {
    ...calm,
    proximalPoint: ({ velocity }: { velocity: Float64Array }) => velocity,
  };
  const { proximalPoint } = await train(parabola(), { optimizer: proximal, epochs: 3 });
  expect(proximalPoint).toEqual(Float64Array.of(0.25));
});

test("rejects steps of another length, and unknown choices", async () => {
  const short: Optimizer<null> = {
    init: () => null,
    update: () => ({ step: new Float64Array(2), state: null }),
  };
  await expect(train(parabola(), { optimizer: short })).rejects.toThrow(
    "train: the optimizer's step must have length 1, got 2",
  );
  const wrong = { optimizer, onDivergence: "ignore" as "return" };
  await expect(train(parabola(), wrong)).rejects.toThrow(
    "train: onDivergence must be one of throw, return, got ignore",
  );
});

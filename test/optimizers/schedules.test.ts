import { describe, expect, test } from "vitest";
import { proxSGD, rda, schedules, sgd } from "../../src/optimizers/index.js";
import { l1 } from "../../src/prox/index.js";

const { constant, cosine, powerLaw, stepwise, warmUp } = schedules;

describe("schedules", () => {
  test("powerLaw is initial/(t + 4)^exponent, the released code's decay", () => {
    const epsilon = powerLaw({ initial: 0.06, exponent: 0.5 });
    expect([0, 5, 96].map(epsilon)).toEqual([0.03, 0.02, 0.006]);
    expect(powerLaw({ initial: 2, exponent: 1, offset: 1 })(3)).toBe(0.5);
  });

  test("cosine goes from initial to final and stays there", () => {
    const rate = cosine({ initial: 1, final: 0.2, steps: 100 });
    expect([rate(0), rate(100), rate(1000)]).toEqual([1, 0.2, 0.2]);
    expect(rate(50)).toBeCloseTo(0.6, 15);
    expect(rate(25)).toBeCloseTo(0.6 + 0.4 * Math.SQRT1_2, 15);
    expect(cosine({ initial: 1, steps: 10 })(10)).toBe(0);
  });

  test("stepwise drops at its steps", () => {
    const rate = stepwise({ initial: 8, factor: 0.5, at: [10, 20] });
    expect([0, 9, 10, 19, 20, 99].map(rate)).toEqual([8, 8, 4, 4, 2, 2]);
  });

  test("warmUp rises to its schedule and is it from there on", () => {
    expect([0, 1, 2, 3, 4, 50].map(warmUp(2, { steps: 4 }))).toEqual([0.5, 1, 1.5, 2, 2, 2]);
    const after = stepwise({ initial: 4, factor: 0.5, at: [1] });
    expect([0, 1, 2].map(warmUp(after, { steps: 2 }))).toEqual([2, 2, 2]);
  });

  test("they tell their settings by name", () => {
    expect(warmUp(powerLaw({ initial: 0.1, exponent: 1 }), { steps: 5 }).name).toBe(
      "warmUp(powerLaw({ initial: 0.1, exponent: 1, offset: 4 }), { steps: 5 })",
    );
    expect(sgd({ learningRate: constant(0.1) }).name).toContain("learningRate: constant(0.1)");
    expect(sgd({ learningRate: () => 1 }).name).toContain("learningRate: learningRate");
  });

  test.each([
    [() => constant(0), "schedules.constant: value must be a finite number > 0, got 0"],
    [() => cosine({ initial: 1, steps: 0 }), "schedules.cosine: steps must be an integer ≥ 1, got 0"],
    [() => powerLaw({ initial: 1, exponent: -1 }), "schedules.powerLaw: exponent must be a finite number ≥ 0, got -1"],
    [() => powerLaw({ initial: 1, exponent: 1, offset: 0 }), "schedules.powerLaw: offset must be a finite number > 0, got 0"],
    [() => stepwise({ initial: 1, factor: 0.1, at: [NaN] }), "schedules.stepwise: at must be finite, got NaN at index 0"],
    [() => warmUp(1, { steps: 0.5 }), "schedules.warmUp: steps must be an integer ≥ 1, got 0.5"],
  ])("rejects what it cannot do: %#", (make, message) => {
    expect(make).toThrow(message);
  }); // prettier-ignore
});

describe("rates", () => {
  test("a schedule is asked with the steps taken", () => {
    const asked: number[] = [];
    const optimizer = sgd({ learningRate: (step) => (asked.push(step), 1 / (step + 1)) });
    let state = optimizer.init(new Float64Array(1));
    const steps = [1, 2, 3].map(() => {
      const update = optimizer.update(Float64Array.of(6), state, new Float64Array(1));
      state = update.state;
      return update.step[0];
    });
    expect(asked).toEqual([0, 1, 2]);
    expect(steps).toEqual([-6, -3, -2]);
  });

  test("a schedule that ends at 0 stops an optimizer whose step it scales", () => {
    const optimizer = sgd({ learningRate: cosine({ initial: 1, steps: 1 }) });
    const [theta, gradient] = [new Float64Array(1), Float64Array.of(2)];
    const first = optimizer.update(gradient, optimizer.init(theta), theta);
    expect(first.step[0]).toBe(-2);
    expect(Math.abs(optimizer.update(gradient, first.state, theta).step[0])).toBe(0);
  });

  const map = l1(1);
  test.each([
    [() => proxSGD({ map, epsilon: 2 }), "proxSGD: epsilon must be > 0 and ≤ 1, got 2"],
    [() => proxSGD({ map, rho: 0 }), "proxSGD: rho must be > 0 and ≤ 1, got 0"],
    [() => first(proxSGD({ map, rho: () => 1.5 })), "proxSGD: rho must be > 0 and ≤ 1, got 1.5 at step 0"],
    [() => first(rda({ map, learningRate: () => 0 })), "rda: learningRate must be a finite number > 0, got 0 at step 0"],
    [() => first(sgd({ learningRate: () => -1 })), "sgd: learningRate must be a finite number ≥ 0, got -1 at step 0"],
    [() => first(sgd({ learningRate: () => NaN })), "sgd: learningRate must be a finite number ≥ 0, got NaN at step 0"],
  ])("outside of their rule are told: %#", (make, message) => {
    expect(make).toThrow(message);
  }); // prettier-ignore
});

function first<State>(optimizer: { init(x: Float64Array): State; update(g: Float64Array, s: State, x: Float64Array): unknown }): unknown {
  const theta = new Float64Array(1);
  return optimizer.update(theta, optimizer.init(theta), theta);
} // prettier-ignore

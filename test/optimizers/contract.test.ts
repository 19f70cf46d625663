/** The laws that every optimizer keeps: a new one is a line in everyOptimizer.ts. */
import { describe, expect, test } from "vitest";
import type { Optimizer } from "../../src/optimizers/index.js";
import { every, smooth } from "./everyOptimizer.js";
import { knownMinimum } from "./knownMinimum.js";
import { nonConvex, path } from "./nonConvex.js";

const named = (list: readonly Optimizer<unknown>[]): [string, Optimizer<unknown>][] =>
  list.map((optimizer) => [optimizer.name ?? "", optimizer]);

const f = nonConvex(7);

/** State after a few steps, and the point reached. */
function after(optimizer: Optimizer<unknown>, steps: number): [unknown, Float64Array] {
  let [state, theta] = [optimizer.init(f.start), f.start];
  for (let t = 0; t < steps; t++) {
    const update = optimizer.update(f.gradient(theta, t), state, theta);
    [state, theta] = [update.state, theta.map((x, i) => x + update.step[i])];
  }
  return [state, theta];
}

describe.each(named(every))("%s", (name, optimizer) => {
  test("modifies no argument: the same arguments give the same bytes again", () => {
    const [state, theta] = after(optimizer, 3);
    const gradient = f.gradient(theta, 3);
    const before = structuredClone({ state, theta, gradient });
    const first = structuredClone(optimizer.update(gradient, state, theta));
    expect({ state, theta, gradient }).toEqual(before);
    expect(optimizer.update(gradient, state, theta)).toEqual(first);
  });

  test("has a state of plain data: a copy of it goes on the same way", () => {
    const [state, theta] = after(optimizer, 3);
    expect(otherThanPlain(state)).toEqual([]);
    const gradient = f.gradient(theta, 3);
    const going = optimizer.update(gradient, structuredClone(state), theta);
    expect(going).toEqual(optimizer.update(gradient, state, theta));
    expect(otherThanPlain(optimizer.init(theta))).toEqual([]);
  });

  test("keeps its start: init copies it", () => {
    const theta = f.start.slice();
    const state = optimizer.init(theta);
    const before = structuredClone(state);
    theta.fill(9);
    expect(state).toEqual(before);
  });

  test("refuses a gradient of another length and says so", () => {
    const caller = name.slice(0, name.indexOf("("));
    const wrong = (): unknown =>
      optimizer.update(new Float64Array(3), optimizer.init(f.start), f.start);
    expect(wrong).toThrow(`${caller}: gradient must have length 7, got 3`);
  });
});

test("names tell optimizers and their settings apart", () => {
  expect(new Set(every.map(({ name }) => name)).size).toBe(every.length);
  expect(every[0].name).toBe("sgd({ learningRate: 0.1, momentum: 0, nesterov: false })");
  expect(every.at(-2)?.name).toBe("rda({ map: l1(0.1), learningRate: 1, weight: 1, epsilon: 1 })");
  expect(every.at(-1)?.name).toContain("weight: weight");
});

describe.each(named(smooth))("%s", (_name, optimizer) => {
  test("finds the minimum of a parabola", () => {
    const parabola = knownMinimum(0);
    const end = path(parabola, optimizer, 3000).at(-1) ?? [];
    const distance = Math.max(...parabola.solution.map((x, i) => Math.abs(x - end[i])));
    expect(distance).toBeLessThan(1e-3);
  });
});

/** Paths of a state to what a checkpoint could not hold. */
function otherThanPlain(value: unknown, at = "state"): string[] {
  if (typeof value === "number" || value instanceof Float64Array) return [];
  if (typeof value !== "object" || Object.getPrototypeOf(value) !== Object.prototype) return [at];
  return Object.entries(value ?? {}).flatMap(([key, entry]) =>
    otherThanPlain(entry, `${at}.${key}`),
  );
}

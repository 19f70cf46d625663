/** What stands in the place of a variable afterwards. */
import { expect, test } from "vitest";
import { add, mul, unary } from "../../src/graph/elementwise.js";
import { Graph } from "../../src/graph/graph.js";
import { substitute } from "../../src/graph/substitute.js";

test("everything that depends on the variable is made anew, and nothing else", () => {
  const g = new Graph();
  const [x, y, z] = ["x", "y", "z"].map((name) => g.input(name, [2]));
  const fixed = unary(g, "exp", y);
  const nodes = [mul(g, unary(g, "tanh", x), fixed), fixed, x];
  const [product, same, value] = substitute(g, nodes, x, unary(g, "sin", z));
  expect(same).toBe(fixed);
  expect(value).toBe(unary(g, "sin", z));
  expect(product).toBe(mul(g, unary(g, "tanh", unary(g, "sin", z)), fixed));
});

test("the variable itself may stand in the value", () => {
  const g = new Graph();
  const x = g.input("x", [2]);
  const [sum] = substitute(g, [unary(g, "exp", x)], x, add(g, x, g.scalar(1)));
  expect(sum).toBe(unary(g, "exp", add(g, x, g.scalar(1))));
});

test("another shape is an error", () => {
  const g = new Graph();
  const [x, y] = [g.input("x", [2]), g.input("y", [3])];
  expect(() => substitute(g, [x], x, y)).toThrow(
    "substitute: shapes must be the same, got [3] for [2]",
  );
});

/** Groups of a partition: which positions of θ are in which. */
import { expect, test } from "vitest";
import { partition } from "../../src/core/partition.js";
import * as prox from "../../src/prox/index.js";

const net = partition([
  ["conv/kernel", [2, 1, 1, 3]],
  ["conv/bias", [3]],
  ["dense/kernel", [2, 2]],
  ["dense/bias", [2]],
]);

const listed = (groups: readonly prox.Group[]): Record<string, number[]> =>
  Object.fromEntries(groups.map(({ name, indices }) => [name, [...indices]]));

test("filters: slices of weights along the last axis", () => {
  expect(listed(prox.filterGroups(net))).toEqual({
    "conv/kernel[0]": [0, 3],
    "conv/kernel[1]": [1, 4],
    "conv/kernel[2]": [2, 5],
    "dense/kernel[0]": [9, 11],
    "dense/kernel[1]": [10, 12],
  });
});

test("slices along any axis: the index of each position along it is the group's number", () => {
  const tensor = partition([["before", [5]], ["t", [2, 3, 4]]]); // prettier-ignore
  for (const axis of [0, 1, 2, -1, -2, -3]) {
    const groups = prox.filterGroups(tensor, { of: "t", axis });
    const all = groups.flatMap(({ indices }) => [...indices]);
    expect(all.sort((a, b) => a - b)).toEqual(Array.from({ length: 24 }, (_, i) => 5 + i));
    groups.forEach(({ indices }, k) => {
      for (const i of indices) {
        const at = [Math.floor((i - 5) / 12), Math.floor((i - 5) / 4) % 3, (i - 5) % 4];
        expect(at.at(axis)).toBe(k);
      }
    });
  }
});

test("a scalar is one slice", () => {
  expect(listed(prox.filterGroups(partition([["s", []]]), { of: "s" }))).toEqual({ "s[0]": [0] });
});

test("neurons: with their biases, layer by layer", () => {
  expect(listed(prox.neuronGroups(net))).toEqual({
    "conv[0]": [0, 3, 6],
    "conv[1]": [1, 4, 7],
    "conv[2]": [2, 5, 8],
    "dense[0]": [9, 11, 13],
    "dense[1]": [10, 12, 14],
  });
  // Without slashes every name is a layer.
  expect(listed(prox.neuronGroups(partition([["W", [1, 2]], ["b", [2]]])))).toEqual({ "W[0]": [0], "W[1]": [1] }); // prettier-ignore
});

test("tensors, and what a user names", () => {
  expect(listed(prox.tensorGroups(net, "*bias"))).toEqual({
    "conv/bias": [6, 7, 8],
    "dense/bias": [13, 14],
  });
  expect(listed(prox.namedGroups(net, { b: ["dense/bias", "*/bias"], k: "d*/k*l" }))).toEqual({
    b: [6, 7, 8, 13, 14],
    k: [9, 10, 11, 12],
  });
});

test.each(["*", "conv*", "*n*n*", "conv/kernel*", "**kernel", "*e*e*"])(
  "%s means what the regular expression means",
  (pattern) => {
    const expression = new RegExp(`^${pattern.replaceAll("*", ".*")}$`);
    const names = net.parameters.map((p) => p.name).filter((name) => expression.test(name));
    expect(prox.tensorGroups(net, pattern).map((g) => g.name)).toEqual(names);
  },
);

const odd = partition([["weight", [2]], ["sep/depth", [3, 1]], ["sep/point", [3, 2]]]); // prettier-ignore
test.each([
  [() => prox.filterGroups(net, { of: "kernel" }), "prox.filterGroups: a pattern must match one of conv/kernel, conv/bias, dense/kernel, dense/bias or a role, got kernel"],
  [() => prox.tensorGroups(net, "ker*ker"), "got ker*ker"],
  [() => prox.tensorGroups(net, "conv/kernel*kernel"), "got conv/kernel*kernel"],
  [() => prox.tensorGroups(odd), "prox.tensorGroups: a pattern must be a name or a role, got weight, the name of a parameter too"],
  [() => prox.filterGroups(net, { axis: 2 }), "prox.filterGroups: axis of dense/kernel must be an integer in [-2, 1], got 2"],
  [() => prox.namedGroups(net, { a: "*bias", b: "conv*" }), "prox.namedGroups: groups must not overlap, got 6 in a and in b"],
  [() => prox.neuronGroups(partition([["s/d", [3, 1]], ["s/p", [3, 2]]])), "prox.neuronGroups: a layer's parameters must have equally many filters, got 1 of s/d, 2 of s/p"],
])("refuses %s", (wrong, message) => {
  expect(wrong).toThrow(message);
}); // prettier-ignore

/** Errors tell the innermost place that the user knows, once, and stacks stay as long as they were. */
import { AsyncLocalStorage } from "node:async_hooks";
import * as tf from "@tensorflow/tfjs";
import { beforeAll, expect, test } from "vitest";
import { Graph } from "../../src/graph/graph.js";
import { layersModel } from "../../src/record/layersModel.js";
import { tellingLayer, tellingLine } from "../../src/record/place.js";
import { record } from "../../src/record/recorder.js";

const limit = Error.stackTraceLimit; // before anything is recorded here
beforeAll(() => tf.setBackend("cpu"));

function thrownBy(body: () => unknown): Error {
  try {
    body();
  } catch (error) {
    if (error instanceof Error) return error;
  }
  throw new Error("no error");
}

const recorded = (program: (x: tf.Tensor) => tf.Tensor, shape = [2]) =>
  thrownBy(() => {
    const g = new Graph();
    record(g, [{ node: g.input("x", shape), dtype: "float32" }], program);
  });

const here = (error: Error): number =>
  Number(/\(at .*place\.test\.ts:(\d+):\d+\)$/.exec(error.message)?.[1]);

/** The line that calls this. */
const line = (): number => Number(/place\.test\.ts:(\d+)/.exec(new Error().stack?.split("\n")[2] ?? "")?.[1]); // prettier-ignore

test("as many frames are kept as usual, with and without an error", () => {
  const seen: number[] = [];
  tellingLine(() => seen.push(Error.stackTraceLimit));
  recorded((x) => tf.unique(x).values);
  expect(seen[0]).toBeGreaterThan(limit);
  expect(Error.stackTraceLimit).toBe(limit);
});

test("frames of Node itself are nobody's", () => {
  const node = new AsyncLocalStorage<number>(); // calls what it is given from a file of its own
  const start = line();
  const error = recorded((x) => node.run(0, tf.unique, x).values);
  expect(here(error)).toBe(start + 1);
});

test("a function of the user's own by the name of ours ends nothing", () => {
  const start = line();
  const tellingLine = (x: tf.Tensor) => tf.unique(x).values;
  const error = recorded((x) => tf.sum(tellingLine(x)));
  expect(here(error)).toBe(start + 1);
});

test("the innermost place counts: a layer within a layer, and no line besides", () => {
  const inner = thrownBy(() =>
    tellingLine(() =>
      tellingLayer("outer", () =>
        tellingLayer("inner", () => {
          throw new Error("no $& here");
        }),
      ),
    ),
  );
  expect(inner.message).toBe("no $& here (in layer inner)");
  expect(inner.stack).toContain("Error: no $& here (in layer inner)\n");
});

test("so it is in models that are layers of models", () => {
  const L = tf.layers;
  const cube = tf.sequential({ layers: [L.conv3d({ filters: 1, kernelSize: 1, inputShape: [1, 2, 2, 1], name: "cube" })], name: "part" }); // prettier-ignore
  const model = tf.sequential({ layers: [cube, L.flatten()], name: "whole" });
  const { parameters, outputs } = layersModel(model);
  const error = recorded(
    (x) => {
      const weights = Object.entries(parameters).map(([name, { shape }]) => [name, tf.zeros([...shape])] as const); // prettier-ignore
      return outputs(Object.fromEntries(weights), x);
    },
    [1, 1, 2, 2, 1],
  );
  expect(error.message).toMatch(/Conv3D .*\(in layer cube\)$/);
});

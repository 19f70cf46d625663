import fc from "fast-check";
import { expect, test } from "vitest";
import { joinBuffers, splitBuffers } from "../../widgets/buffers.js";

const bytes = fc.uint8Array({ maxLength: 5 });
const key = fc.stringMatching(/^[a-z]{1,3}$/);
const { tree } = fc.letrec((tie) => ({
  tree: fc.oneof(
    { maxDepth: 4 },
    fc.constantFrom(null, true, 0, 1.5, "text"),
    bytes,
    fc.array(tie("tree"), { maxLength: 3 }),
    fc.dictionary(key, tie("tree"), { maxKeys: 3, noNullPrototype: true }),
  ),
}));
const states = fc.dictionary(key, tree, { maxKeys: 4, noNullPrototype: true });

test("splitting and joining gives the state back, through JSON, at any depth", () => {
  fc.assert(
    fc.property(states, (state) => {
      const { state: rest, bufferPaths, buffers } = splitBuffers(state);
      const json = JSON.parse(JSON.stringify({ rest, bufferPaths })) as {
        rest: typeof rest;
        bufferPaths: typeof bufferPaths;
      };
      const joined = joinBuffers(json.rest, json.bufferPaths, buffers as Uint8Array[]);
      expect(joined).toEqual(state);
    }),
    { seed: 1 },
  );
});

test("leaves binary out of objects and null in arrays, and keeps the original", () => {
  const state = { a: { b: [1, new Float64Array([2])] }, c: new Uint8Array([3]) };
  const split = splitBuffers(state);
  expect(split.state).toEqual({ a: { b: [1, null] } });
  expect(split.bufferPaths).toEqual([["a", "b", 1], ["c"]]);
  expect(split.buffers).toEqual([new Float64Array([2]), new Uint8Array([3])]);
  expect(state.c).toEqual(new Uint8Array([3]));
});

test.each([
  ["a missing parent", ["x", "y"]],
  ["no path", []],
  ["a prototype", ["__proto__", "polluted"]],
])("rejects a path through %s", (_, path) => {
  expect(() => joinBuffers({ a: 1 }, [path], [new Uint8Array(1)])).toThrow(
    `joinBuffers: path must lead into the state, got ${path.join(".")}`,
  );
});

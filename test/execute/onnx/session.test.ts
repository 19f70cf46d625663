/** Equal models share a session, which lives as long as one of its users. */
import { InferenceSession } from "onnxruntime-node";
import { afterEach, expect, test, vi } from "vitest";
import { onnxExecutor } from "../../../src/execute/onnx/onnx.js";
import { createSession } from "../../../src/execute/onnx/session.js";
import { unary } from "../../../src/graph/elementwise.js";
import { Graph } from "../../../src/graph/graph.js";

afterEach(() => vi.restoreAllMocks());

function program(size: number) {
  const g = new Graph();
  const x = g.input("x", [size]);
  return { inputs: [x], outputs: [unary(g, "exp", x)] };
}

test("a program that is compiled again compiles nothing, and outlives the first", async () => {
  const executor = onnxExecutor({ blocked: false });
  const create = vi.spyOn(InferenceSession, "create");
  const first = await executor.compile(program(3));
  const second = await executor.compile(program(3));
  expect(create).toHaveBeenCalledTimes(1);
  await first.close();
  await first.close(); // the second user's share is not given back by the first
  expect(await second.run([new Float32Array(3)])).toEqual([Float32Array.of(1, 1, 1)]);
  await second.close();
  const third = await executor.compile(program(3));
  expect(create).toHaveBeenCalledTimes(2);
  await third.close();
});

test("another shape or number of threads is another session", async () => {
  const create = vi.spyOn(InferenceSession, "create");
  const compiled = [
    await onnxExecutor({ blocked: false }).compile(program(4)),
    await onnxExecutor({ blocked: false }).compile(program(5)),
    await onnxExecutor({ blocked: false, threads: 2 }).compile(program(4)),
  ];
  expect(create).toHaveBeenCalledTimes(3);
  for (const each of compiled) await each.close();
});

test("a model that does not compile is tried again", async () => {
  const wrong = Uint8Array.of(1, 2, 3);
  await expect(createSession(wrong, 1)).rejects.toThrow();
  const create = vi.spyOn(InferenceSession, "create");
  await expect(createSession(wrong, 1)).rejects.toThrow();
  expect(create).toHaveBeenCalledTimes(1);
});

/** Each program goes to the fastest: told by executors that sleep, in times far apart. */
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { Choices } from "../../src/execute/chosenLater.js";
import type { Executor } from "../../src/execute/executor.js";
import { fastestExecutor } from "../../src/execute/fastestExecutor.js";
import { Graph } from "../../src/graph/graph.js";
import { mul } from "../../src/graph/elementwise.js";
import type { LinearProgram } from "../../src/graph/node.js";
import { fakeExecutor, type Fake } from "../support/fakeExecutor.js";

const slow: Fake = { name: "onnx", takes: 60, answer: 1, relativeError: 2e-6 };
const quick: Fake = { name: "tensorflow", takes: 2, answer: 2, relativeError: 5e-6 };

const write = vi.spyOn(process.stderr, "write");
beforeEach(() => void write.mockReturnValue(true));
afterEach(() => write.mockReset());

function program(size = 1): LinearProgram {
  const g = new Graph();
  const [x, t] = [g.input("x", [size]), g.input("t", [size])];
  return { inputs: [x], tangents: [t], outputs: [mul(g, x, t)] };
}

const inputs = [Float32Array.of(3)];
const both = (...fakes: Fake[]) => {
  const executors = fakes.map(fakeExecutor);
  return { executors, auto: fastestExecutor(executors, { choices: new Map() }) };
};

test("the fastest is told once per process, with the times", async () => {
  const { auto } = both(slow, quick);
  await (await auto.compile(program())).run(inputs);
  await (await auto.compile(program(2))).run(inputs);
  expect(write).toHaveBeenCalledTimes(1);
  expect(write.mock.calls[0][0]).toMatch(
    /^eigenscape: executor tensorflow chosen \([\d.]+ ms; onnx [\d.]+ ms\); .*force one with executor: "tensorflow"\n$/,
  );
});

test.each([
  { fakes: [slow, quick], winner: 1, loserEnds: "close" },
  { fakes: [quick, slow], winner: 0, loserEnds: "close" },
  { fakes: [{ ...quick, fails: "compile" as const }, slow], winner: 1, loserEnds: "compile" },
  { fakes: [slow, { ...quick, fails: "run" as const }], winner: 0, loserEnds: "close" },
])("results are the chosen one's ($fakes)", async ({ fakes, winner, loserEnds }) => {
  const { executors, auto } = both(...fakes);
  const compiled = await auto.compile(program());
  const expected = [Float32Array.of(fakes[winner].answer)];
  expect(await compiled.run(inputs)).toEqual(expected);
  expect(await compiled.run(inputs)).toEqual(expected);
  expect(executors[winner].log).toEqual(["compile", "run"]);
  expect(executors[1 - winner].log.at(-1)).toBe(loserEnds);
  await compiled.close();
  expect(executors[winner].log.at(-1)).toBe("close");
});

test("linear programs are chosen by their products, and residuals of the others are freed", async () => {
  const { executors, auto } = both(slow, quick);
  const compiled = await auto.compileLinear(program());
  const point = await compiled.linearize(inputs);
  expect(point.bytes).toBe(2);
  expect(executors[0].log).toEqual(["compileLinear", "linearize", "apply", "close point", "close"]);
  expect(await point.apply(inputs)).toEqual([Float32Array.of(2)]);
  expect(executors[1].log).toEqual(["compileLinear", "linearize", "apply"]);
  await compiled.close();
  expect(executors[1].log.at(-1)).toBe("close");
});

test("programs of one form have one choice; others are timed for themselves", async () => {
  const { executors, auto } = both(slow, quick);
  const run = async (size: number) => {
    const { inputs: given, tangents, outputs } = program(size);
    return (await auto.compile({ inputs: [...given, ...tangents], outputs })).run(inputs);
  };
  await run(1);
  const compiled = () => executors[0].log.filter((entry) => entry === "compile").length;
  expect(compiled()).toBe(1);
  await run(1);
  expect(compiled()).toBe(1);
  await run(2);
  expect(compiled()).toBe(2);
  await (await auto.compileLinear(program(1))).linearize(inputs);
  expect(executors[0].log).toContain("compileLinear");
});

test("two that come at the same time wait for one choice", async () => {
  const { executors, auto } = both(slow, quick);
  const compiled = await Promise.all([program(), program()].map((p) => auto.compile(p)));
  const results = await Promise.all([...compiled, compiled[0]].map((c) => c.run(inputs)));
  expect(results).toEqual([2, 2, 2].map((answer) => [Float32Array.of(answer)]));
  expect(executors[0].log).toEqual(["compile", "run", "close"]);
});

test("where all fail, the first error is told, and the next run tries all again", async () => {
  let broken = true;
  const healing = fakeExecutor(quick);
  const second: Executor = {
    ...healing,
    compile: (p) => (broken ? Promise.reject(new Error("not yet")) : healing.compile(p)),
  };
  const first = fakeExecutor({ ...slow, fails: "run" });
  const auto = fastestExecutor([first, second], { choices: new Map() });
  const compiled = await auto.compile(program());
  const runs = await Promise.allSettled([compiled.run(inputs), compiled.run(inputs)]);
  expect(runs.map(({ status }) => status)).toEqual(["rejected", "rejected"]);
  await expect(compiled.run(inputs)).rejects.toThrow("onnx cannot run");
  broken = false;
  expect(await compiled.run(inputs)).toEqual([Float32Array.of(2)]);
  await compiled.close();
  expect(healing.log).toEqual(["compile", "run", "close"]);
});

test("its relative error is the largest", () => {
  expect(both(slow, quick).auto).toMatchObject({ name: "auto", relativeError: 5e-6 });
});

test("with more threads the choice is another", async () => {
  const choices: Choices = new Map();
  const threaded = fakeExecutor({ ...slow, takes: 1, answer: 3 });
  const onnx = { ...fakeExecutor(slow), withThreads: () => threaded };
  const auto = fastestExecutor([onnx, fakeExecutor({ ...quick, takes: 20 })], { choices });
  const run = async (by: Executor) => (await by.compile(program())).run(inputs);
  expect(await run(auto)).toEqual([Float32Array.of(2)]);
  const withThreads = auto.withThreads?.(2) ?? auto;
  expect(await run(withThreads)).toEqual([Float32Array.of(3)]);
  expect(await run(auto)).toEqual([Float32Array.of(2)]);
});

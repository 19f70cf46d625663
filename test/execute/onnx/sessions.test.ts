/** Sessions are compiled once, when they are needed, and given back on closing. */
import { beforeEach, expect, test, vi } from "vitest";
import { blockSize } from "../../../src/execute/onnx/blockSize.js";
import { onnxExecutor } from "../../../src/execute/onnx/onnx.js";
import { conv } from "../../../src/graph/contraction.js";
import { add, mul, unary } from "../../../src/graph/elementwise.js";
import { Graph } from "../../../src/graph/graph.js";

const count = vi.hoisted(() => ({ created: 0, open: 0, threads: [] as number[], blocked: false }));
vi.mock(import("../../../src/execute/onnx/session.js"), async (original) => {
  const real = await original();
  return {
    ...real,
    async createSession(bytes, threads) {
      const session = await real.createSession(bytes, threads);
      count.created += 1;
      count.open += 1;
      count.threads.push(threads);
      count.blocked = Buffer.from(bytes).includes("ReorderInput");
      const release = session.release.bind(session);
      session.release = () => release().finally(() => (count.open -= 1));
      return session;
    },
  };
});
beforeEach(() => Object.assign(count, { created: 0, open: 0, threads: [] }));

const executor = onnxExecutor({ blocked: false });
const at = [Float32Array.of(0, 1)];

function program() {
  const g = new Graph();
  const [x, t] = [g.input("x", [2]), g.input("t", [2])];
  return { x, t, residual: mul(g, unary(g, "exp", x), t), again: mul(g, x, t), sum: add(g, x, x) };
}

test("a program has one session for all its runs", async () => {
  const { x, sum } = program();
  const compiled = await executor.compile({ inputs: [x], outputs: [sum] });
  await compiled.run(at);
  await compiled.run(at);
  expect(count).toMatchObject({ created: 1, open: 1 });
  await compiled.close();
  expect(count.open).toBe(0);
});

test("a linear program has two for all points and vectors, and one where nothing is made ahead", async () => {
  const { x, t, residual, again } = program();
  for (const [output, sessions] of [[residual, 2], [again, 1]] as const) {
    Object.assign(count, { created: 0, open: 0 });
    const compiled = await executor.compileLinear({ inputs: [x], tangents: [t], outputs: [output] });
    expect(count.created).toBe(0);
    for (let i = 0; i < 2; i++) await (await compiled.linearize(at)).apply(at);
    expect(count).toMatchObject({ created: sessions, open: sessions });
    await compiled.close();
    expect(count.open).toBe(0);
    await compiled.close(); // once more does no harm
    expect(count.open).toBe(0);
  } // prettier-ignore
});

test("two points of one program do not disturb each other", async () => {
  const { x, t, residual } = program();
  const compiled = await executor.compileLinear({
    inputs: [x],
    tangents: [t],
    outputs: [residual],
  });
  const [first, second] = [await compiled.linearize(at), await compiled.linearize([Float32Array.of(1, 0)])]; // prettier-ignore
  const ones = [Float32Array.of(1, 1)];
  const [a, b, again] = [await first.apply(ones), await second.apply(ones), await first.apply(ones)]; // prettier-ignore
  expect(a[0][0]).toBeCloseTo(1, 6);
  expect(b[0][0]).toBeCloseTo(Math.E, 5);
  expect(again).toEqual(a);
  await compiled.close();
});

test.each([true, false])(
  "the blocked layout is used where it exists and is wanted (%s)",
  async (blocked) => {
    const g = new Graph();
    const [x, w] = [g.input("x", [1, 16, 3, 3]), g.input("w", [16, 16, 1, 1])];
    const window = { strides: [1, 1], pads: [0, 0, 0, 0], dilations: [1, 1], groups: 1 } as const;
    const outputs = [conv(g, x, w, window)];
    const exists = (await blockSize()) !== undefined;
    const by = onnxExecutor({ blocked });
    const compiled = await by.compile({ inputs: [x, w], outputs });
    expect(count.blocked).toBe(blocked && exists);
    const threaded = await by.withThreads?.(2).compile({ inputs: [x, w], outputs });
    expect(count.blocked).toBe(blocked && exists);
    await Promise.all([compiled.close(), threaded?.close()]);
  },
);

test("threads are those that were asked for", async () => {
  const { x, t, residual, sum } = program();
  const threaded = executor.withThreads?.(2) ?? executor;
  const compiled = await threaded.compile({ inputs: [x], outputs: [sum] });
  const linear = await threaded.compileLinear({ inputs: [x], tangents: [t], outputs: [residual] });
  await linear.linearize(at);
  expect(count.threads).toEqual([2, 2, 2]); // and no program was written to find the blocks
  await Promise.all([compiled.close(), linear.close()]);
});

/**
 * How many channels a block of the blocked layout has on this machine: 16 with AVX-512, 8 with AVX2.
 * ONNX Runtime does not tell, and the layout is internal to it, so a small program that uses all we use
 * of it is run and held against plain `Conv`. Where no size gives the same numbers, the layout is off.
 */
import type { Tensor } from "onnxruntime-node";
import { debug } from "../debug.js";
import { blockedConv, blockedFilter, toBlocked, toPlain, type BlockedWindow } from "./nchwc.js";
import { encodeModel } from "./schema.js";
import { createSession, fromTensor, toTensor } from "./session.js";
import { onnxWriter } from "./writer.js";

const sizes = [16, 8];

let found: Promise<number | undefined> | undefined;

/** Asked of ONNX Runtime once per process. */
export function blockSize(): Promise<number | undefined> {
  found ??= search();
  return found;
}

async function search(): Promise<number | undefined> {
  for (const size of sizes) {
    try {
      if (await agrees(size)) return size;
      debug(`onnx: blocks of ${size} channels: other numbers than Conv`);
    } catch (error) {
      debug(`onnx: blocks of ${size} channels: ${String(error)}`);
    }
  }
  debug("onnx: blocked layout off");
  return undefined;
}

const imageShape = [2, 32, 5, 6];
const filterShape = [32, 32, 3, 3];
const fewShape = [2, 3, 5, 6];
const fewFilterShape = [32, 3, 3, 3];
const window: BlockedWindow = {
  kernel: [3, 3],
  strides: [1, 1],
  pads: [1, 1, 1, 1],
  dilations: [1, 1],
};

/** relu(x ⋆ w + z ⋆ v + bias), blocked and plain, to float32's rounding. */
async function agrees(block: number): Promise<boolean> {
  const w = onnxWriter();
  const few = blockedConv(w, "z", blockedFilter(w, "v", fewFilterShape, block), window);
  const filter = blockedFilter(w, "w", filterShape, block);
  const epilogue = { sum: few, bias: "b", relu: true };
  const blocked = toPlain(w, blockedConv(w, toBlocked(w, "x"), filter, window, epilogue), 32);
  const attributes = { kernel_shape: window.kernel, pads: window.pads };
  const first = w.node("Conv", ["x", "w", "b"], attributes);
  const plain = w.node("Relu", [w.node("Add", [first, w.node("Conv", ["z", "v"], attributes)])]);
  const inputs = Object.entries({
    x: imageShape,
    w: filterShape,
    z: fewShape,
    v: fewFilterShape,
    b: [32],
  }).map(([name, shape]) => ({ name, shape }));
  const outputs = [blocked, plain].map((name) => ({ name, shape: imageShape }));
  const session = await createSession(encodeModel({ ...w, inputs, outputs }), 1);
  try {
    const feeds: Record<string, Tensor> = {};
    inputs.forEach(({ name, shape }, i) => (feeds[name] = toTensor(wave(shape, i), shape)));
    const results = await session.run(feeds);
    const [a, b] = [blocked, plain].map((name) => fromTensor(results[name]));
    return a.length === b.length && a.every((value, i) => Math.abs(value - b[i]) < 1e-4);
  } finally {
    await session.release();
  }
}

/** Numbers of size 1 without a period that layouts share. */
function wave(shape: readonly number[], phase: number): Float32Array {
  const length = shape.reduce((a, b) => a * b, 1);
  return Float32Array.from({ length }, (_, i) => Math.sin(1.7 * i * i + i + phase));
}

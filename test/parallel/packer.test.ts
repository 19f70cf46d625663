/** What is sent to a thread arrives, and what does not change is sent once. */
import { describe, expect, test } from "vitest";
import type { NumericArray } from "../../src/execute/executor.js";
import { Packer } from "../../src/parallel/packer.js";
import { unchanging } from "../../src/parallel/unchanging.js";
import { Unpacker } from "../../src/parallel/unpacker.js";

/** A thread: what arrives there, and how many bytes came with it. */
function thread() {
  const [packer, unpacker] = [new Packer(), new Unpacker()];
  return (...arrays: NumericArray[]) => {
    const parcel = packer.pack(arrays);
    const bytes = parcel.pieces.reduce((sum, { memory }) => sum + memory.byteLength, 0);
    const moved = parcel.pieces.map(({ memory }) => memory);
    const there = unpacker.unpack(structuredClone(parcel, { transfer: moved }));
    expect(there).toEqual(arrays);
    return bytes;
  };
}

const numbers = (length: number) => Float32Array.from({ length }, (_, i) => i);

describe("memory that may change", () => {
  test("a view takes what it shows, each time, as it is now", () => {
    const send = thread();
    const whole = numbers(1000);
    expect(send(whole.subarray(100, 110))).toBe(40);
    whole[105] = -1;
    expect(send(whole.subarray(100, 110))).toBe(40);
    expect(whole.buffer.byteLength).toBe(4000); // it is still here
  });

  test("views that touch are one piece, others are not; float64 lies as it must", () => {
    const send = thread();
    const whole = numbers(100);
    expect(send(whole.subarray(4, 7), whole.subarray(7, 20), whole.subarray(90), whole.subarray(5, 8))).toBe(104); // prettier-ignore
    const mixed = new Float64Array(8).fill(0.1);
    const single = new Float32Array(mixed.buffer, 4, 1);
    expect(send(single, mixed.subarray(1, 3), new Float64Array(0))).toBe(24);
    expect(send(single.subarray(1), single.subarray(0, 0))).toBeLessThan(9);
  });

  test("shared memory is copied out of it", () => {
    const shared = new Float64Array(new SharedArrayBuffer(80)).fill(2);
    const { pieces } = new Packer().pack([shared.subarray(1, 3)]);
    expect(pieces[0].memory).toBeInstanceOf(ArrayBuffer);
    expect(thread()(shared.subarray(1, 3))).toBe(16);
  });
});

describe("memory that does not change", () => {
  test("data are sent once, never more of them than they are long", () => {
    const send = thread();
    const data = numbers(1000);
    unchanging("data", [data]);
    const batch = (i: number) => data.subarray(100 * i, 100 * (i + 1));
    for (const expected of [400, 0, 0]) {
      for (let i = 0; i < 10; i++) expect(send(batch(i))).toBe(expected);
    }
    expect(send(data.subarray(51, 151))).toBe(404); // takes the place of batches 0 and 1
    expect(send(batch(9))).toBe(0);
    expect(send(batch(0))).toBe(400);
    expect(send(batch(9), batch(9), data.subarray(51, 151))).toBe(0);
  });

  test("of vectors the four used last are kept, all parts as one piece", () => {
    const send = thread();
    const vectors = Array.from({ length: 5 }, () => {
      const whole = numbers(10);
      return unchanging("vector", [whole.subarray(0, 3), whole.subarray(3)]);
    });
    for (const vector of vectors.slice(0, 4)) expect(send(...vector)).toBe(40);
    for (const vector of vectors.slice(0, 4)) expect(send(...vector)).toBe(0);
    expect(send(...vectors[4], numbers(2))).toBe(48);
    expect(send(...vectors[0])).toBe(40); // it was used longest ago
    expect(send(...vectors[2], ...vectors[3])).toBe(0);
    expect(send(...vectors.flat())).toBe(40); // more than are kept, in one parcel
    expect(send(...vectors.flat())).toBe(0);
  });
});

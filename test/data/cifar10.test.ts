/** CIFAR-10 from files of its format, made here. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, expect, test, vi } from "vitest";
import { cifar10 } from "../../src/data/cifar10.js";

const folder = mkdtempSync(join(tmpdir(), "eigenscape-"));
afterAll(() => rmSync(folder, { recursive: true }));
afterEach(() => vi.unstubAllEnvs());

/** Byte of image i of file k in a channel, row and column. */
const byte = (k: number, i: number, channel: number, row: number, column: number): number =>
  (50 * k + 20 * i + 80 * channel + 3 * row + column) % 256;

/** Two records. */
function batch(k: number): Uint8Array {
  const bytes: number[] = [];
  for (let i = 0; i < 2; i++) {
    bytes.push((2 * k + i) % 10);
    for (let channel = 0; channel < 3; channel++)
      for (let row = 0; row < 32; row++)
        for (let column = 0; column < 32; column++) bytes.push(byte(k, i, channel, row, column));
  }
  return Uint8Array.from(bytes);
}

for (let k = 1; k <= 5; k++) writeFileSync(join(folder, `data_batch_${k}.bin`), batch(k));
writeFileSync(join(folder, "test_batch.bin"), batch(9));

test("all training files in their order, planes made channels", async () => {
  const { inputs, targets } = await cifar10({ folder });
  expect(inputs.shape).toEqual([10, 32, 32, 3]);
  expect([...targets.values]).toEqual([2, 3, 4, 5, 6, 7, 8, 9, 0, 1]);
  for (const [image, row, column, channel] of [
    [0, 0, 0, 0],
    [3, 7, 31, 1],
    [9, 31, 5, 2],
  ])
    // prettier-ignore
    expect(inputs.values[((image * 32 + row) * 32 + column) * 3 + channel]).toBe(
      Math.fround(byte(1 + (image >> 1), image % 2, channel, row, column) / 255),
    );
});

test("the first images only, and the test split; the folder by the environment", async () => {
  vi.stubEnv("EIGENSCAPE_CIFAR10", folder);
  const first = await cifar10({ count: 3 });
  expect([...first.targets.values]).toEqual([2, 3, 4]);
  expect(first.inputs.values.length).toBe(3 * 3072);
  expect([...(await cifar10({ split: "test" })).targets.values]).toEqual([8, 9]);
});

test("says what is missing or wrong", async () => {
  vi.stubEnv("EIGENSCAPE_CIFAR10", "");
  await expect(cifar10()).rejects.toThrow(
    "cifar10: folder or EIGENSCAPE_CIFAR10 must name the folder of data_batch_1.bin …, got neither",
  );
  const none = join(folder, "none");
  await expect(cifar10({ folder: none })).rejects.toThrow(
    `cifar10: ${join(none, "data_batch_1.bin")} must be there, a file of the binary version of CIFAR-10`,
  );
  await expect(cifar10({ folder, count: 0 })).rejects.toThrow("cifar10: count must be");
  await expect(cifar10({ folder, count: 11 })).rejects.toThrow(
    "cifar10: count must be an integer in [1, 10], got 11",
  );
});

test("refuses files that are cut off, and labels that are none", async () => {
  const other = mkdtempSync(join(folder, "other-"));
  const write = (bytes: Uint8Array): void => writeFileSync(join(other, "test_batch.bin"), bytes);
  write(batch(0).subarray(0, 5000));
  await expect(cifar10({ folder: other, split: "test" })).rejects.toThrow(
    "cifar10: test_batch.bin must hold records of 3073 bytes, got 5000 bytes",
  );
  write(batch(0).fill(10, 3073, 3074));
  await expect(cifar10({ folder: other, split: "test" })).rejects.toThrow(
    "cifar10: labels must be in [0, 9], got 10 in row 1",
  );
});

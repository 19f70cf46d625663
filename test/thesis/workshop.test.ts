/** Pieces of an experiment: done once, the same both times, and never mistaken for others. */
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { packed, unpacked } from "../../src/thesis/packed.js";
import { Workshop } from "../../src/thesis/workshop.js";

const root = mkdtempSync(join(tmpdir(), "eigenscape-"));
afterAll(() => rmSync(root, { recursive: true }));
let folders = 0;
const place = (): string => join(root, String(folders++));
const workshop = (folder: string, signal?: AbortSignal) =>
  new Workshop({ folder, size: "slice", workers: 1, signal });

test("a piece is made once, and read by a later run", async () => {
  const folder = place();
  let made = 0;
  const make = () => Promise.resolve({ number: 0.1 + ++made, list: [1, -0] });
  const first = await workshop(folder).keep("a piece", { seed: 1 }, make);
  const again = await workshop(folder).keep("a piece", { seed: 1 }, make);
  expect([again, made]).toEqual([{ number: 1.1, list: [1, 0] }, 1]);
  expect(JSON.stringify(again)).toBe(JSON.stringify(first));
});

test("two that ask at once wait for the same", async () => {
  const shop = workshop(place());
  let made = 0;
  const make = () => new Promise<number>((done) => setTimeout(() => done(++made), 20));
  const asked = [1, 2].map(() => shop.keep("slow", 0, make));
  expect(await Promise.all(asked)).toEqual([1, 1]);
});

test("other inputs and other names are other pieces", async () => {
  const shop = workshop(place());
  const values = [
    await shop.keep("a", { seed: 1 }, () => Promise.resolve(1)),
    await shop.keep("a", { seed: 2 }, () => Promise.resolve(2)),
    await shop.keep("b", { seed: 1 }, () => Promise.resolve(3)),
  ];
  expect(values).toEqual([1, 2, 3]);
  expect(shop.checkpoint("a", 1)).not.toBe(shop.checkpoint("a", 2));
});

test("what fails is tried again, what is stopped is not begun", async () => {
  const folder = place();
  const shop = workshop(folder);
  const failing = shop.keep("x", 0, () => Promise.reject(new Error("no luck")));
  await expect(failing).rejects.toThrow("no luck");
  expect(readdirSync(folder)).toEqual([]);
  expect(await shop.keep("x", 0, () => Promise.resolve(4))).toBe(4);
  const stopped = workshop(folder, AbortSignal.abort(new Error("enough")));
  let begun = false;
  const later = stopped.keep("y", 0, () => Promise.resolve((begun = true)));
  await expect(later).rejects.toThrow("enough");
  expect(begun).toBe(false);
  expect(await stopped.keep("x", 0, () => Promise.resolve(5)).catch(String)).toBe("Error: enough");
});

test("a damaged piece is told, not used", async () => {
  const folder = place();
  const path = `${workshop(folder).checkpoint("p", 1)}.json`;
  await workshop(folder).keep("p", 1, () => Promise.resolve([1, 2, 3]));
  expect(existsSync(path)).toBe(true);
  writeFileSync(path, readFileSync(path, "utf8").replace("[1,2,3]", "[1,2,4]"));
  const read = workshop(folder).keep("p", 1, () => Promise.resolve([0]));
  await expect(read).rejects.toThrow("result file must be as it was written");
});

test("vectors come back to the last bit", () => {
  const vector = Float64Array.of(0.1, -0, Infinity, 5e-324, Math.PI);
  expect(unpacked(packed(vector))).toEqual(vector);
  expect(Object.is(unpacked(packed(vector))[1], -0)).toBe(true);
});

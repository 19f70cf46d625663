/** The blocked layout is used where its numbers are those of Conv, and nowhere else. */
import { existsSync, readFileSync } from "node:fs";
import { beforeEach, expect, test, vi } from "vitest";

const rigged = vi.hoisted(() => ({ error: 0, broken: false, created: 0, open: 0 }));
vi.mock(import("../../../src/execute/onnx/session.js"), async (original) => {
  const real = await original();
  let outputs = 0;
  return {
    ...real,
    async createSession(...model) {
      rigged.created += 1;
      if (rigged.broken) throw new Error("no such domain");
      const session = await real.createSession(...model);
      rigged.open += 1;
      const release = session.release.bind(session);
      session.release = () => release().finally(() => (rigged.open -= 1));
      return session;
    },
    fromTensor(tensor) {
      const error = outputs++ % 2 === 0 ? rigged.error : 0; // of each pair one is wrong
      return real.fromTensor(tensor).map((x, i) => (i === 7 ? x + error : x));
    },
  };
});

/** Asked as in a new process. */
async function asked() {
  vi.resetModules();
  const { blockSize } = await import("../../../src/execute/onnx/blockSize.js");
  return blockSize;
}

beforeEach(() => Object.assign(rigged, { error: 0, broken: false, created: 0, open: 0 }));

/** What ONNX Runtime takes by its documentation: 16 channels with AVX-512, 8 on older processors. */
function sizeOfProcessor(): number | undefined {
  const file = "/proc/cpuinfo"; // of Linux
  if (process.arch !== "x64" || !existsSync(file)) return undefined;
  return readFileSync(file, "utf8").includes("avx512f") ? 16 : 8;
}

test("it is as large as the processor's vectors, where the system tells", async () => {
  const size = await (await asked())();
  const expected = sizeOfProcessor();
  if (expected === undefined) expect([8, 16, undefined]).toContain(size);
  else expect(size).toBe(expected);
});

test("it is looked for once, and no session is left behind", async () => {
  const blockSize = await asked();
  expect(blockSize()).toBe(blockSize());
  await blockSize();
  expect(rigged.created).toBeGreaterThan(0);
  expect(rigged.open).toBe(0);
});

test.each([
  { what: "numbers differ", rig: { error: 1e-3 } },
  { what: "a number is none", rig: { error: NaN } },
  { what: "the domain is missing", rig: { broken: true } },
])("where $what, the layout is off", async ({ rig }) => {
  Object.assign(rigged, rig);
  expect(await (await asked())()).toBeUndefined();
  expect(rigged.created).toBe(2); // both sizes were tried
});
